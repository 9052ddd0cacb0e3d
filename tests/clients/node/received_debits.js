'use strict';
// Received debits: made by the test helper, listed and retrieved.

const { StripeInvalidRequestError } = require('stripe').errors;
const { idsOf } = require('./pages.js');

const HOUR = 3600;

async function makeAccount(world, amount) {
  const acme = await world.connected();
  return [acme, await world.financialAccount(acme, amount)];
}

async function creating(stripe, world, check) {
  const [acme, account] = await makeAccount(world, 5000);
  const wanted = { financial_account: account, amount: 1000, currency: 'usd', network: 'ach' };
  const debit = await stripe.testHelpers.treasury.receivedDebits.create(wanted, {
    stripeAccount: acme,
  });
  check.members('a received debit shows what it was made with', debit, {
    ...wanted,
    object: 'treasury.received_debit',
    status: 'succeeded',
    failure_code: null,
  });
  check.equal('a received debit can be reversed for 36 hours', debit.reversal_details, {
    deadline: debit.created + 36 * HOUR,
    restricted_reason: null,
  });
  const again = await stripe.treasury.receivedDebits.retrieve(
    debit.id,
    {},
    { stripeAccount: acme },
  );
  check.equal('a received debit is retrieved as it was made', again, debit);
  const { balance } = await stripe.treasury.financialAccounts.retrieve(
    account,
    {},
    { stripeAccount: acme },
  );
  check.equal('a received debit takes the cash', balance.cash, { usd: 4000 });
}

async function creatingWithoutFunds(stripe, world, check) {
  const [acme, account] = await makeAccount(world, 999);
  const debit = await stripe.testHelpers.treasury.receivedDebits.create(
    { financial_account: account, amount: 1000, currency: 'usd', network: 'ach' },
    { stripeAccount: acme },
  );
  check.members('a debit above the cash fails', debit, {
    status: 'failed',
    failure_code: 'insufficient_funds',
    transaction: null,
  });
}

async function creatingIsRefused(stripe, world, check) {
  const [acme, account] = await makeAccount(world, 5000);
  const wanted = { financial_account: account, amount: 1000, currency: 'usd' };
  const debits = stripe.testHelpers.treasury.receivedDebits;
  await check.refused(
    'a debit without a network is refused',
    () => debits.create(wanted, { stripeAccount: acme }),
    StripeInvalidRequestError,
    { code: 'parameter_missing', param: 'network' },
  );
}

async function listing(stripe, world, check) {
  const [acme, account] = await makeAccount(world, 1000);
  const made = [];
  for (const amount of [300, 300, 300, 300]) {
    await world.advance(1);
    made.unshift(await world.receivedDebit(acme, account, amount));
  }
  const list = (wanted) => stripe.treasury.receivedDebits.list(wanted, { stripeAccount: acme });
  const listed = (wanted) => idsOf(list({ financial_account: account, ...wanted }));
  check.equal('all pages together have every debit', await listed({ limit: 3 }), made);
  check.equal('a list of failed debits', await listed({ status: 'failed' }), made.slice(0, 1));
  const succeeded = await listed({ status: 'succeeded' });
  check.equal('a list of succeeded debits', succeeded, made.slice(1));
  await check.refused(
    'a list without a financial account is refused',
    () => list({}),
    StripeInvalidRequestError,
    { code: 'parameter_missing', param: 'financial_account' },
  );
}

module.exports = { creating, creatingWithoutFunds, creatingIsRefused, listing };
