'use strict';
// Idempotency keys: a request that is made twice is done once.

const { StripeIdempotencyError, StripeInvalidRequestError } = require('stripe').errors;

const ELEVEN = { amount: 1100, currency: 'usd' };

const replayed = (headers) => headers?.['idempotent-replayed'];

async function replaying(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 5000);
  const options = { stripeAccount: acme, idempotencyKey: 'payout-1' };
  const first = await stripe.payouts.create(ELEVEN, options);
  const second = await stripe.payouts.create(ELEVEN, options);
  check.equal('the same key has the same answer', second, first);
  const headers = [first, second].map((payout) => payout.lastResponse.headers);
  check.equal('the first answer is no replay', replayed(headers[0]), undefined);
  check.equal('the second one is', replayed(headers[1]), 'true');
  const listed = await stripe.payouts.list({}, { stripeAccount: acme });
  const ids = listed.data.map((payout) => payout.id);
  check.equal('one payout was made', ids, [first.id]);
  const other = await stripe.payouts.create(ELEVEN, { ...options, idempotencyKey: 'payout-2' });
  check.holds('another key makes another payout', other.id !== first.id, other.id);
}

async function reversingOnce(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  await world.fund(null, 1000);
  const payout = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  await world.bank(payout.id, 'pay');
  const options = { stripeAccount: acme, idempotencyKey: 'reversal' };
  const first = await stripe.payouts.reverse(payout.id, {}, options);
  const second = await stripe.payouts.reverse(payout.id, {}, options);
  check.equal('a reversal is replayed, not refused', second.id, first.id);
  const wanted = { amount: 1000, currency: 'usd', destination: acme };
  const { id } = await stripe.transfers.create(wanted);
  for (let time = 0; time < 2; time += 1) {
    await stripe.transfers.createReversal(id, { amount: 400 }, { idempotencyKey: 'part' });
  }
  const { amount_reversed: part } = await stripe.transfers.retrieve(id);
  check.equal('a part of a transfer is reversed once', part, 400);
}

async function otherParameters(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 5000);
  const options = { stripeAccount: acme, idempotencyKey: 'payout' };
  const payout = await stripe.payouts.create(ELEVEN, options);
  await check.refused(
    'a key is for one set of parameters',
    () => stripe.payouts.create({ ...ELEVEN, amount: 1200 }, options),
    StripeIdempotencyError,
  );
  await check.refused(
    'a key is for one endpoint',
    () => stripe.payouts.cancel(payout.id, {}, options),
    StripeIdempotencyError,
  );
}

async function replayingARefusal(stripe, world, check) {
  const acme = await world.connected();
  const options = { stripeAccount: acme, idempotencyKey: 'payout' };
  const create = () => stripe.payouts.create(ELEVEN, options);
  const refusal = [StripeInvalidRequestError, { code: 'balance_insufficient' }];
  await check.refused('a payout without funds is refused', create, ...refusal);
  await world.fund(acme, 5000);
  const thrown = await check.refused('and refused again for the same key', create, ...refusal);
  check.equal('which is a replay', replayed(thrown?.headers), 'true');
}

async function keysThatAreStillFree(stripe, world, check) {
  const [acme, globex] = [await world.connected(), await world.connected()];
  await world.fund(acme, 5000);
  await world.fund(globex, 5000);
  const options = { stripeAccount: acme, idempotencyKey: 'payout' };
  await check.refused(
    'a request that is not valid is refused',
    () => stripe.payouts.create({ amount: 1100 }, options),
    StripeInvalidRequestError,
    { code: 'parameter_missing', param: 'currency' },
  );
  const first = await stripe.payouts.create(ELEVEN, options);
  check.equal('and leaves its key free', first.amount, 1100);
  const second = await stripe.payouts.create(ELEVEN, { ...options, stripeAccount: globex });
  check.holds('each account has its own keys', second.id !== first.id, second.id);
  await world.advance(25 * 3600);
  const later = await stripe.payouts.create(ELEVEN, options);
  check.holds('a key is free again a day later', later.id !== first.id, later.id);
}

module.exports = {
  replaying,
  reversingOnce,
  otherParameters,
  replayingARefusal,
  keysThatAreStillFree,
};
