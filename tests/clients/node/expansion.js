'use strict';
// Expansion: ids answered as the objects they name.

const { StripeInvalidRequestError } = require('stripe').errors;

const ELEVEN = { amount: 1100, currency: 'usd' };

async function ofOne(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  const wanted = { ...ELEVEN, expand: ['balance_transaction', 'destination'] };
  const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
  const booked = payout.balance_transaction;
  check.equal('a creation is expanded', booked.object, 'balance_transaction');
  check.equal("the expanded transaction is the payout's", booked.source, payout.id);
  check.equal('so is its destination', payout.destination.object, 'bank_account');
  const read = (path) =>
    stripe.payouts.retrieve(payout.id, { expand: [path] }, { stripeAccount: acme });
  const { source } = (await read('balance_transaction.source')).balance_transaction;
  check.equal('an expansion goes on below', source.object, 'payout');
  check.equal('and comes back to the payout', source.id, payout.id);
  check.equal('what is not there stays null', (await read('reversed_by')).reversed_by, null);
}

async function ofAReversal(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  const payout = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  await world.bank(payout.id, 'pay');
  const reversal = await stripe.payouts.reverse(
    payout.id,
    { expand: ['original_payout.reversed_by'] },
    { stripeAccount: acme },
  );
  const original = reversal.original_payout;
  check.equal('the original payout is expanded', original.id, payout.id);
  check.equal('and names the reversing payout', original.reversed_by.id, reversal.id);
}

async function ofLists(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(null, 1000);
  const wanted = { amount: 400, currency: 'usd', destination: acme };
  const transfer = await stripe.transfers.create(wanted);
  await stripe.transfers.createReversal(transfer.id);
  const expand = ['data.destination', 'data.reversals.data.balance_transaction'];
  const [listed] = (await stripe.transfers.list({ expand })).data;
  check.equal('the items of a list are expanded', listed.destination.object, 'account');
  const booked = listed.reversals.data[0].balance_transaction;
  check.equal('and the items of lists within', booked.object, 'balance_transaction');
  const reversals = await stripe.transfers.listReversals(transfer.id, {
    expand: ['data.transfer'],
  });
  check.equal('a reversal has its transfer', reversals.data[0].transfer.id, transfer.id);
}

async function ofTreasury(stripe, world, check) {
  const acme = await world.connected();
  const account = await world.financialAccount(acme, 5000);
  const debit = await world.receivedDebit(acme, account, 1000);
  const wanted = { received_debit: debit, expand: ['transaction'] };
  const { transaction } = await stripe.treasury.debitReversals.create(wanted, {
    stripeAccount: acme,
  });
  const what = 'the transaction of a debit reversal is expanded';
  check.equal(what, transaction.object, 'treasury.transaction');
}

async function isRefused(stripe, world, check) {
  await check.refused(
    'what is no id cannot be expanded',
    () => stripe.payouts.list({ expand: ['data.amount'] }),
    StripeInvalidRequestError,
  );
  const deep = 'data.balance_transaction.source.balance_transaction.source';
  await check.refused(
    'an expansion has at most four levels',
    () => stripe.payouts.list({ expand: [deep] }),
    StripeInvalidRequestError,
    { code: 'property_expansion_max_depth' },
  );
}

module.exports = { ofOne, ofAReversal, ofLists, ofTreasury, isRefused };
