'use strict';
// The balance and its transactions.

const { StripeInvalidRequestError } = require('stripe').errors;
const { everything } = require('./pages.js');

const ELEVEN = { amount: 1100, currency: 'usd' };

async function balance(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 5000);
  await world.fund(acme, 300, { source_type: 'bank_account' });
  const payout = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  await world.bank(payout.id, 'pay');
  await stripe.payouts.reverse(payout.id, {}, { stripeAccount: acme });
  const now = await stripe.balance.retrieve({}, { stripeAccount: acme });
  check.members('what is available is told by source type', now.available[0], {
    amount: 4200,
    currency: 'usd',
    source_types: { bank_account: 300, card: 3900 },
  });
  check.equal('a reversal under way is pending', now.pending[0].amount, 1100);
  check.equal('a balance says what it is', now.object, 'balance');
}

async function transactions(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 5000);
  const payout = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  await stripe.payouts.cancel(payout.id, {}, { stripeAccount: acme });
  const listed = (wanted) => {
    const pages = stripe.balanceTransactions.list(wanted, { stripeAccount: acme });
    return everything(pages);
  };
  const told = ({ type, amount, net, reporting_category: category }) => [
    type,
    amount,
    net,
    category,
  ];
  const ofPayout = await listed({ source: payout.id });
  check.equal('the transactions of a payout cancel each other out', ofPayout.map(told), [
    ['payout_cancel', 1100, 1100, 'payout_reversal'],
    ['payout', -1100, -1100, 'payout'],
  ]);
  const byType = (await listed({ type: 'payout' })).map((transaction) => transaction.id);
  check.equal('a list by type', byType, [payout.balance_transaction]);
  const total = (await listed({ limit: 1 })).reduce((sum, { net }) => sum + net, 0);
  check.equal('the transactions of all pages are the balance', total, 5000);
  await check.refused(
    'the transactions of a payout that does not exist are refused',
    () => listed({ payout: 'po_nothing' }),
    StripeInvalidRequestError,
    { code: 'resource_missing', param: 'payout' },
  );
}

module.exports = { balance, transactions };
