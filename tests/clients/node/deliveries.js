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

const typeOf = ({ body }) => JSON.parse(body).type;

async function verifying(stripe, world, check) {
  await withInboxes(1, async (inbox) => {
    const { secret } = await listen(stripe, inbox, 'transfer.created');
    const transfer = await makeTransfer(stripe, world);
    const { body, signature } = await inbox.next();
    const event = stripe.webhooks.constructEvent(body, signature, secret);
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
    const { body, signature } = await inbox.next();
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
  await world.fund(acme, 2200);
  const payout = async () => {
    const wanted = { amount: 1100, currency: 'usd' };
    return (await stripe.payouts.create(wanted, { stripeAccount: acme })).id;
  };
  await withInboxes(2, async (inbox, own) => {
    const { secret } = await listen(stripe, inbox, '*', { connect: true });
    await listen(stripe, own, '*');
    const payouts = [await payout()];
    await makeTransfer(stripe, world);
    payouts.push(await payout());
    const events = [];
    for (const { body, signature } of [await inbox.next(), await inbox.next()]) {
      events.push(stripe.webhooks.constructEvent(body, signature, secret));
    }
    const accounts = events.map((event) => event.account);
    check.equal('events of a connected account name it', accounts, [acme, acme]);
    const carried = events.map((event) => event.data.object.id);
    check.equal('an endpoint for connected accounts has theirs only', carried, payouts);
    const first = typeOf(await own.next());
    check.equal("the platform's endpoint has its own only", first, 'transfer.created');
  });
}

async function byType(stripe, world, check) {
  await withInboxes(1, async (inbox) => {
    await listen(stripe, inbox, 'transfer.reversed');
    const transfer = await makeTransfer(stripe, world);
    await stripe.transfers.createReversal(transfer.id, { amount: 100 });
    const first = typeOf(await inbox.next());
    check.equal('only the enabled events are delivered', first, 'transfer.reversed');
  });
}

async function whenDisabled(stripe, world, check) {
  await withInboxes(2, async (inbox, other) => {
    const { id } = await listen(stripe, inbox, '*');
    await listen(stripe, other, '*');
    await stripe.webhookEndpoints.update(id, { disabled: true });
    await makeTransfer(stripe, world);
    await other.next();
    const observed = await inbox.next(200).then(typeOf, () => 'nothing');
    check.equal('a disabled endpoint has no deliveries', observed, 'nothing');
  });
}

module.exports = { verifying, tampering, ofConnectedAccounts, byType, whenDisabled };
