'use strict';
// Payout reversals: payouts of connected accounts, taken back from the bank.

const { StripeInvalidRequestError } = require('stripe').errors;

const ELEVEN = { amount: 1100, currency: 'usd' };
const DAY = 86_400;

async function makePaid(stripe, world, account, more = {}) {
  await world.fund(account, 1100);
  const payout = await stripe.payouts.create({ ...ELEVEN, ...more }, { stripeAccount: account });
  await world.bank(payout.id, 'pay');
  return payout;
}

async function reversing(stripe, world, check) {
  const acme = await world.connected();
  const payout = await makePaid(stripe, world, acme, { metadata: { order_id: '1' } });
  const wanted = { metadata: { reason: 'mistake' } };
  const reversal = await stripe.payouts.reverse(payout.id, wanted, { stripeAccount: acme });
  check.members('a reversing payout takes the whole amount back', reversal, {
    amount: -1100,
    currency: 'usd',
    status: 'pending',
    automatic: false,
    method: 'standard',
    destination: payout.destination,
    source_type: payout.source_type,
    original_payout: payout.id,
    reversed_by: null,
    metadata: { reason: 'mistake' },
  });
  const read = (id) => stripe.payouts.retrieve(id, {}, { stripeAccount: acme });
  check.members(
    'the original payout names its reversal and stays as it was',
    await read(payout.id),
    {
      reversed_by: reversal.id,
      status: 'paid',
      amount: 1100,
      metadata: { order_id: '1' },
    },
  );
  const booked = await stripe.balanceTransactions.retrieve(
    reversal.balance_transaction,
    {},
    { stripeAccount: acme },
  );
  check.members('the money comes back later', booked, {
    amount: 1100,
    type: 'payout',
    status: 'pending',
    source: reversal.id,
  });
  const listed = await stripe.payouts.list({}, { stripeAccount: acme });
  const ids = listed.data.map((it) => it.id).sort();
  check.equal('both payouts are listed', ids, [payout.id, reversal.id].sort());
  await world.bank(reversal.id, 'pay');
  const paid = await read(reversal.id);
  check.equal('the bank pays a reversing payout', paid.status, 'paid');
  await world.bank(reversal.id, 'fail', 'debit_not_authorized');
  check.members('a paid reversing payout can still fail', await read(reversal.id), {
    status: 'failed',
    failure_code: 'debit_not_authorized',
  });
}

async function reversingWithoutMetadata(stripe, world, check) {
  const acme = await world.connected();
  const payout = await makePaid(stripe, world, acme);
  const reversal = await stripe.payouts.reverse(payout.id, undefined, { stripeAccount: acme });
  check.equal('a reversal needs no parameters', reversal.original_payout, payout.id);
  check.equal('a reversal without metadata has none', reversal.metadata, {});
}

async function reversingIsRefused(stripe, world, check) {
  const acme = await world.connected();
  const globex = await world.connected();
  const card = await world.externalAccount(acme, { kind: 'card' });
  const reverse =
    (payout, options = { stripeAccount: acme }, wanted = {}) =>
    () =>
      stripe.payouts.reverse(payout, wanted, options);
  const before = (await makePaid(stripe, world, acme)).id;
  await check.refused(
    'a reversal takes no amount',
    reverse(before, { stripeAccount: acme }, { amount: 100 }),
    StripeInvalidRequestError,
    { code: 'parameter_unknown', param: 'amount' },
  );
  const others = { 'another account': { stripeAccount: globex }, 'the platform': {} };
  for (const [what, options] of Object.entries(others)) {
    await check.refused(
      `a payout cannot be reversed as ${what}`,
      reverse(before, options),
      StripeInvalidRequestError,
      { status: 404, code: 'resource_missing', param: 'payout' },
    );
  }
  const reversal = await reverse(before)();
  const instant = (await makePaid(stripe, world, acme, { method: 'instant' })).id;
  const toCard = (await makePaid(stripe, world, acme, { destination: card })).id;
  await world.fund(acme, 1100);
  const pending = (await stripe.payouts.create(ELEVEN, { stripeAccount: acme })).id;
  const payouts = {
    'a payout is reversed once': before,
    'a reversal cannot be reversed': reversal.id,
    'an instant payout cannot be reversed': instant,
    'a payout to a card cannot be reversed': toCard,
    'a pending payout is to be canceled': pending,
  };
  for (const [what, payout] of Object.entries(payouts)) {
    await check.refused(what, reverse(payout), StripeInvalidRequestError);
  }
}

async function reversingTooLate(stripe, world, check) {
  const acme = await world.connected();
  const payout = await makePaid(stripe, world, acme);
  await world.advance(payout.arrival_date + 91 * DAY - payout.created);
  await check.refused(
    'a payout that arrived 91 days ago cannot be reversed',
    () => stripe.payouts.reverse(payout.id, {}, { stripeAccount: acme }),
    StripeInvalidRequestError,
  );
}

async function failingOfTheOriginal(stripe, world, check) {
  const acme = await world.connected();
  const payout = await makePaid(stripe, world, acme);
  const reversal = await stripe.payouts.reverse(payout.id, {}, { stripeAccount: acme });
  await world.bank(payout.id, 'fail', 'account_closed');
  const now = await stripe.payouts.retrieve(reversal.id, {}, { stripeAccount: acme });
  check.equal('a reversal ends when its original fails', now.status, 'canceled');
}

module.exports = {
  reversing,
  reversingWithoutMetadata,
  reversingIsRefused,
  reversingTooLate,
  failingOfTheOriginal,
};
