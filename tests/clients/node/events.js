'use strict';
// Events: what has happened, in order.

const { everything } = require('./pages.js');

async function reversedPayout(stripe, world) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  const wanted = { amount: 1100, currency: 'usd' };
  const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
  await world.bank(payout.id, 'pay');
  await world.advance(1);
  const reversal = await stripe.payouts.reverse(payout.id, {}, { stripeAccount: acme });
  return [acme, payout, reversal];
}

async function ofAReversal(stripe, world, check) {
  const [acme, payout, reversal] = await reversedPayout(stripe, world);
  const wanted = { type: 'payout.*', limit: 2 };
  const events = await everything(stripe.events.list(wanted, { stripeAccount: acme }));
  const story = events.map((event) => [event.type, event.data.object.id]);
  check.equal('every event of both payouts is listed', story.length, 5);
  check.equal(
    'a reversal updates the original, then makes the reversing payout',
    story.slice(0, 2),
    [
      ['payout.created', reversal.id],
      ['payout.updated', payout.id],
    ],
  );
  const first = story.at(-1);
  check.equal('a payout begins with its creation', first, ['payout.created', payout.id]);
}

async function ofAnUpdate(stripe, world, check) {
  const [acme, , reversal] = await reversedPayout(stripe, world);
  const wanted = { type: 'payout.updated' };
  const [event] = (await stripe.events.list(wanted, { stripeAccount: acme })).data;
  check.equal('an event carries its object', event.data.object.object, 'payout');
  check.equal('it shows the object after', event.data.object.reversed_by, reversal.id);
  const before = event.data.previous_attributes;
  check.equal('and what it was before', before, { reversed_by: null });
  const { requestId } = reversal.lastResponse;
  check.equal('an event names the request that caused it', event.request.id, requestId);
  check.equal('an event of a connected account names it', event.account, acme);
  const again = await stripe.events.retrieve(event.id, {}, { stripeAccount: acme });
  check.equal('an event is retrieved as it is listed', again, event);
}

async function ofAKey(stripe, world, check) {
  const destination = await world.connected();
  await world.fund(null, 1000);
  const wanted = { amount: 400, currency: 'usd', destination };
  const transfer = await stripe.transfers.create(wanted, { idempotencyKey: 'transfer' });
  const [made] = (await stripe.events.list({ type: 'transfer.created' })).data;
  const key = made.request.idempotency_key;
  check.equal('an event names the key of its request', key, 'transfer');
  await stripe.transfers.createReversal(transfer.id, { amount: 100 });
  const [event] = (await stripe.events.list({ type: 'transfer.reversed' })).data;
  check.equal('a reversal sends the transfer', event.data.object.object, 'transfer');
  check.equal('as it is after', event.data.object.amount_reversed, 100);
  const { data } = await stripe.events.retrieve(made.id);
  check.equal('older events stay as they were', data.object.amount_reversed, 0);
}

async function byTypes(stripe, world, check) {
  const [acme] = await reversedPayout(stripe, world);
  const wanted = { types: ['payout.paid', 'payout.updated'] };
  const events = await everything(stripe.events.list(wanted, { stripeAccount: acme }));
  const types = new Set(events.map((event) => event.type));
  check.equal('events are listed by several types', [...types].sort(), wanted.types);
  check.equal('the platform has none of them', (await stripe.events.list(wanted)).data, []);
}

module.exports = { ofAReversal, ofAnUpdate, ofAKey, byTypes };
