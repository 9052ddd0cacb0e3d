'use strict';
// Treasury transactions and their entries: what moved the cash.

const { everything, idsOf } = require('./pages.js');

async function transactions(stripe, world, check) {
  const acme = await world.connected();
  const account = await world.financialAccount(acme, 5000);
  const debit = await world.receivedDebit(acme, account, 1000);
  const pages = stripe.treasury.transactions.list(
    { financial_account: account, limit: 1 },
    { stripeAccount: acme },
  );
  const listed = await everything(pages);
  check.members("the newest transaction is the debit's", listed[0], {
    amount: -1000,
    financial_account: account,
    flow: debit,
    flow_type: 'received_debit',
    status: 'posted',
    balance_impact: { cash: -1000, inbound_pending: 0, outbound_pending: 0 },
  });
  const flows = listed.map((transaction) => transaction.flow_type);
  check.equal('the credit came before it', flows, ['received_debit', 'received_credit']);
}

async function retrievingWithEntries(stripe, world, check) {
  const acme = await world.connected();
  const account = await world.financialAccount(acme, 5000);
  const id = await world.receivedDebit(acme, account, 1000);
  const debit = await stripe.treasury.receivedDebits.retrieve(id, {}, { stripeAccount: acme });
  const transaction = await stripe.treasury.transactions.retrieve(
    debit.transaction,
    { expand: ['entries', 'flow_details'] },
    { stripeAccount: acme },
  );
  const flow = transaction.flow_details.received_debit;
  check.equal('the flow of a transaction is expanded', flow.id, debit.id);
  const entries = transaction.entries.data;
  const sum = entries.reduce((total, entry) => total + entry.balance_impact.cash, 0);
  check.equal('the entries add up to the transaction', sum, -1000);
  const entry = await stripe.treasury.transactionEntries.retrieve(
    entries[0].id,
    {},
    { stripeAccount: acme },
  );
  check.equal('an entry is retrieved as the transaction shows it', entry, entries[0]);
  const pages = stripe.treasury.transactionEntries.list(
    { financial_account: account, transaction: transaction.id },
    { stripeAccount: acme },
  );
  const expected = entries.map((each) => each.id);
  check.equal('the entries of a transaction are listed', await idsOf(pages), expected);
}

module.exports = { transactions, retrievingWithEntries };
