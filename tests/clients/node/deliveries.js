'use strict';
// Deliveries: events sent to an inbox, verified with the SDK.

const { StripeSignatureVerificationError } = require('stripe').errors;
const { Inbox } = require('./inbox.js');

async function withInboxes(count, use) {
  const inboxes = [];
  for (let number = 0; number < count; number += 1) inboxes.push(await Inbox.open());
  try {
    await use(...inboxes);
  } finally {
    for (const inbox of inboxes) inbox.close();
  }
}

function listen(stripe, inbox, event, more = {}) {
  return stripe.webhookEndpoints.create({ url: inbox.url, enabled_events: [event], ...more });
}

async function makeTransfer(stripe, world) {
  await world.fund(null, 1000);
  const destination = await world.connected();
  return stripe.transfers.create({ amount: 400, currency: 'usd', destination });
}

// What an inbox has when nothing is under way any more, which the clock waits for.
async function delivered(world, inbox) {
  await world.advance(1);
  return inbox.deliveries;
}

const read = (stripe, { body, signature }, { secret }) =>
  stripe.webhooks.constructEvent(body, signature, secret);

async function verifying(stripe, world, check) {
  await withInboxes(1, async (inbox) => {
    const endpoint = await listen(stripe, inbox, 'transfer.created');
    const transfer = await makeTransfer(stripe, world);
    const deliveries = await delivered(world, inbox);
    check.equal('an event is delivered once', deliveries.length, 1);
    const event = read(stripe, deliveries[0], endpoint);
    check.equal('a delivery is verified and read', event.type, 'transfer.created');
    check.equal('it carries the transfer as it was made', event.data.object, transfer);
    const { id, created } = event;
    const listed = await stripe.events.retrieve(id);
    check.members('the delivered event is the listed one', listed, { id, created });
  });
}

async function tampering(stripe, world, check) {
  await withInboxes(1, async (inbox) => {
    const { secret } = await listen(stripe, inbox, 'transfer.created');
    await makeTransfer(stripe, world);
    const [{ body, signature }] = await delivered(world, inbox);
    const cases = {
      'another body': [body.toString().replaceAll('400', '999'), signature, secret],
      'another secret': [body, signature, 'whsec_of_somebody_else'],
      'another time': [body, signature.replace('t=', 't=1'), secret],
      'no signature': [body, '', secret],
    };
    for (const [what, delivery] of Object.entries(cases)) {
      let observed;
      try {
        observed = stripe.webhooks.constructEvent(...delivery);
      } catch (thrown) {
        observed = thrown.constructor.name;
      }
      check.equal(`${what} is refused`, observed, StripeSignatureVerificationError.name);
    }
  });
}

async function ofConnectedAccounts(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  await withInboxes(2, async (inbox, own) => {
    const connect = await listen(stripe, inbox, '*', { connect: true });
    const endpoint = await listen(stripe, own, '*');
    const wanted = { amount: 1100, currency: 'usd' };
    const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
    const transfer = await makeTransfer(stripe, world);
    const theirs = (await delivered(world, inbox)).map((each) => read(stripe, each, connect));
    check.equal(
      'an endpoint for connected accounts has their events only',
      theirs.map(({ account, data }) => [account, data.object.id]),
      [[acme, payout.id]],
    );
    const ours = (await delivered(world, own)).map((each) => read(stripe, each, endpoint));
    check.equal(
      "the platform's endpoint has its own events only",
      ours.map(({ type, data }) => [type, data.object.id]),
      [['transfer.created', transfer.id]],
    );
  });
}

async function byType(stripe, world, check) {
  await withInboxes(1, async (inbox) => {
    const endpoint = await listen(stripe, inbox, 'transfer.reversed');
    const transfer = await makeTransfer(stripe, world);
    await stripe.transfers.createReversal(transfer.id, { amount: 100 });
    const deliveries = await delivered(world, inbox);
    const types = deliveries.map((each) => read(stripe, each, endpoint).type);
    check.equal('only the enabled events are delivered', types, ['transfer.reversed']);
  });
}

async function whenDisabled(stripe, world, check) {
  await withInboxes(2, async (inbox, other) => {
    const { id } = await listen(stripe, inbox, '*');
    await listen(stripe, other, '*');
    await stripe.webhookEndpoints.update(id, { disabled: true });
    await makeTransfer(stripe, world);
    const counts = [(await delivered(world, inbox)).length, (await delivered(world, other)).length];
    check.equal('a disabled endpoint has no deliveries', counts, [0, 1]);
  });
}

module.exports = { verifying, tampering, ofConnectedAccounts, byType, whenDisabled };
