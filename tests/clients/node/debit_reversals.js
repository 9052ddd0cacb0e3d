'use strict';
// Debit reversals: received debits taken back in time.

const { StripeInvalidRequestError } = require('stripe').errors;
const { idsOf } = require('./pages.js');

const HOUR = 3600;

async function makeDebit(world) {
  const acme = await world.connected();
  const account = await world.financialAccount(acme, 5000);
  return [acme, account, await world.receivedDebit(acme, account, 1000)];
}

function reverse(stripe, account, debit, more = {}) {
  const wanted = { received_debit: debit, ...more };
  return stripe.treasury.debitReversals.create(wanted, { stripeAccount: account });
}

async function reversing(stripe, world, check) {
  const [acme, account, debit] = await makeDebit(world);
  const metadata = { reason: 'Because' };
  const reversal = await reverse(stripe, acme, debit, { metadata });
  check.members('a debit reversal is of the whole debit and under way', reversal, {
    amount: 1000,
    currency: 'usd',
    network: 'ach',
    financial_account: account,
    received_debit: debit,
    status: 'processing',
    status_transitions: { completed_at: null },
    metadata,
  });
  const again = await stripe.treasury.debitReversals.retrieve(
    reversal.id,
    {},
    { stripeAccount: acme },
  );
  check.equal('a debit reversal is retrieved as it was made', again, reversal);
  const reversed = await stripe.treasury.receivedDebits.retrieve(
    debit,
    {},
    { stripeAccount: acme },
  );
  const why = reversed.reversal_details.restricted_reason;
  check.equal('the debit cannot be reversed again, and says why', why, 'already_reversed');
  const link = reversed.linked_flows.debit_reversal;
  check.equal('the debit names its reversal', link, reversal.id);
}

async function completing(stripe, world, check) {
  const [acme, account, debit] = await makeDebit(world);
  const { id } = await reverse(stripe, acme, debit);
  const cash = async () => {
    const accounts = stripe.treasury.financialAccounts;
    return (await accounts.retrieve(account, {}, { stripeAccount: acme })).balance.cash;
  };
  check.equal('the cash is not back at once', await cash(), { usd: 4000 });
  await world.advance(60);
  await world.complete(id);
  const now = await stripe.treasury.debitReversals.retrieve(id, {}, { stripeAccount: acme });
  check.members('a completed debit reversal says when', now, {
    status: 'completed',
    status_transitions: { completed_at: world.now },
  });
  check.equal('the cash is back', await cash(), { usd: 5000 });
}

async function reversingIsRefused(stripe, world, check) {
  const [acme, account, debit] = await makeDebit(world);
  await reverse(stripe, acme, debit);
  const made = (more) => world.receivedDebit(acme, account, 1000, more);
  const debits = {
    'a reversed debit': debit,
    'a debit whose deadline has passed': await made(),
    'a debit over a card network': await made({ network: 'card' }),
    'a debit of a restricted source': await made({ source_flow_restricted: true }),
  };
  await world.advance(36 * HOUR + 1);
  for (const [what, each] of Object.entries(debits)) {
    await check.refused(
      `${what} cannot be reversed`,
      () => reverse(stripe, acme, each),
      StripeInvalidRequestError,
      { param: 'received_debit' },
    );
  }
  await check.refused(
    'a reversal without a debit is refused',
    () => stripe.treasury.debitReversals.create({}, { stripeAccount: acme }),
    StripeInvalidRequestError,
    { code: 'parameter_missing', param: 'received_debit' },
  );
}

async function reversingJustInTime(stripe, world, check) {
  const [acme, , debit] = await makeDebit(world);
  await world.advance(36 * HOUR - 1);
  const reversal = await reverse(stripe, acme, debit);
  check.equal('a debit is reversed in its last second', reversal.received_debit, debit);
}

async function listing(stripe, world, check) {
  const acme = await world.connected();
  const account = await world.financialAccount(acme, 5000);
  const [debits, made] = [[], []];
  for (let number = 0; number < 5; number += 1) {
    await world.advance(1);
    debits.unshift(await world.receivedDebit(acme, account, 1000));
    made.unshift((await reverse(stripe, acme, debits[0])).id);
  }
  await world.complete(made[4]);
  const listed = (more) => {
    const wanted = { financial_account: account, ...more };
    return idsOf(stripe.treasury.debitReversals.list(wanted, { stripeAccount: acme }));
  };
  check.equal('all pages together have every reversal', await listed({ limit: 3 }), made);
  const ofDebit = await listed({ received_debit: debits[2] });
  check.equal('a list by debit', ofDebit, made.slice(2, 3));
  const processing = await listed({ status: 'processing' });
  check.equal('a list of those under way', processing, made.slice(0, 4));
  const completed = await listed({ status: 'completed' });
  check.equal('a list of completed ones', completed, made.slice(4));
}

module.exports = { reversing, completing, reversingIsRefused, reversingJustInTime, listing };
