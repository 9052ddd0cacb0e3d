'use strict';
// Lists of payouts: order, pages and filters.

const { idsOf } = require('./pages.js');

const DAY = 86_400;

// Makes payouts one second apart and gives their ids, newest first.
async function makePayouts(stripe, world, account, count) {
  await world.fund(account, count * 100);
  const made = [];
  for (let number = 0; number < count; number += 1) {
    await world.advance(1);
    const wanted = { amount: 100, currency: 'usd' };
    made.unshift((await stripe.payouts.create(wanted, { stripeAccount: account })).id);
  }
  return made;
}

async function paging(stripe, world, check) {
  const acme = await world.connected();
  const made = await makePayouts(stripe, world, acme, 12);
  const ten = await stripe.payouts.list({}, { stripeAccount: acme });
  const shown = ten.data.map((payout) => payout.id);
  check.equal('a list has ten payouts, the newest first', shown, made.slice(0, 10));
  const envelope = { object: 'list', url: '/v1/payouts', has_more: true };
  check.members('a list says what it is', ten, envelope);
  const every = await idsOf(stripe.payouts.list({ limit: 5 }, { stripeAccount: acme }));
  check.equal('all pages together have every payout once', every, made);
  const exact = await stripe.payouts.list({ limit: 12 }, { stripeAccount: acme });
  check.equal('a page that holds all has no more', exact.has_more, false);
  const wanted = { limit: 3, starting_after: made[8] };
  const last = await stripe.payouts.list(wanted, { stripeAccount: acme });
  const after = last.data.map((payout) => payout.id);
  check.equal('a page begins after its cursor', after, made.slice(9));
}

async function pagingBackwards(stripe, world, check) {
  const acme = await world.connected();
  const made = await makePayouts(stripe, world, acme, 7);
  const wanted = { limit: 3, ending_before: made[6] };
  const page = await stripe.payouts.list(wanted, { stripeAccount: acme });
  const shown = page.data.map((payout) => payout.id);
  check.equal('a page ends before its cursor', shown, made.slice(3, 6));
  const back = await idsOf(stripe.payouts.list(wanted, { stripeAccount: acme }));
  check.equal('pages backwards have the oldest first', back, made.slice(0, 6).reverse());
}

async function filtering(stripe, world, check) {
  const acme = await world.connected();
  const canada = await world.externalAccount(acme, {
    kind: 'bank_account',
    country: 'CA',
    currency: 'usd',
  });
  const [pending, canceled, paid] = await makePayouts(stripe, world, acme, 3);
  await stripe.payouts.cancel(canceled, {}, { stripeAccount: acme });
  await world.bank(paid, 'pay');
  await world.fund(acme, 100);
  await world.advance(30 * DAY);
  const later = await stripe.payouts.create(
    { amount: 100, currency: 'usd', destination: canada },
    { stripeAccount: acme },
  );
  const listed = (wanted) => idsOf(stripe.payouts.list(wanted, { stripeAccount: acme }));
  const byStatus = async (status) => listed({ status });
  check.equal('a list of pending payouts', await byStatus('pending'), [later.id, pending]);
  check.equal('a list of canceled payouts', await byStatus('canceled'), [canceled]);
  check.equal('a list of paid payouts', await byStatus('paid'), [paid]);
  check.equal('a list of failed payouts', await byStatus('failed'), []);
  check.equal('a list by destination', await listed({ destination: canada }), [later.id]);
  const since = { created: { gte: later.created } };
  check.equal('a list by creation, from a time on', await listed(since), [later.id]);
  const at = { created: later.created };
  check.equal('a list by creation, at a time', await listed(at), [later.id]);
  const until = { arrival_date: { lt: later.arrival_date } };
  check.equal('a list by arrival', await listed(until), [pending, canceled, paid]);
  const arriving = { arrival_date: { gte: later.arrival_date, lte: later.arrival_date } };
  check.equal('a list by arrival has both ends', await listed(arriving), [later.id]);
}

module.exports = { paging, pagingBackwards, filtering };
