'use strict';
// Top-ups: money from a bank account to the platform's balance.

const { StripeInvalidRequestError } = require('stripe').errors;
const { idsOf } = require('./pages.js');

const TWENTY = { amount: 2000, currency: 'usd' };

async function creating(stripe, world, check) {
  const wanted = { ...TWENTY, description: 'Week 7', metadata: { order_id: '6735' } };
  const topup = await stripe.topups.create({ ...wanted, statement_descriptor: 'TOPUP' });
  const expected = { ...wanted, status: 'pending' };
  check.members('a top-up shows what it was made with', topup, expected);
  const again = await stripe.topups.retrieve(topup.id);
  check.equal('a top-up is retrieved as it was made', again, topup);
  await world.payTopup(topup.id);
  const paid = await stripe.topups.retrieve(topup.id);
  check.equal('a top-up succeeds when the bank pays', paid.status, 'succeeded');
  const { available } = await stripe.balance.retrieve();
  check.equal('a top-up that succeeded is available', available[0].amount, 2000);
}

async function updating(stripe, world, check) {
  const topup = await stripe.topups.create(TWENTY);
  const wanted = { description: 'Week 8', metadata: { order_id: '6735' } };
  const updated = await stripe.topups.update(topup.id, wanted);
  check.members('description and metadata of a top-up are updated', updated, wanted);
}

async function canceling(stripe, world, check) {
  const { id } = await stripe.topups.create(TWENTY);
  const canceled = await stripe.topups.cancel(id);
  check.members('a pending top-up is canceled', canceled, { id, status: 'canceled' });
  await check.refused(
    'a canceled top-up cannot be canceled again',
    () => stripe.topups.cancel(id),
    StripeInvalidRequestError,
  );
}

async function listing(stripe, world, check) {
  const made = [];
  for (const amount of [100, 200, 300]) {
    await world.advance(1);
    made.unshift((await stripe.topups.create({ amount, currency: 'usd' })).id);
  }
  await world.payTopup(made[0]);
  const listed = (wanted) => idsOf(stripe.topups.list(wanted));
  check.equal('all pages together have every top-up', await listed({ limit: 2 }), made);
  const large = await listed({ amount: { gte: 200 } });
  check.equal('a list by amount', large, made.slice(0, 2));
  check.equal('a list by status', await listed({ status: 'pending' }), made.slice(1));
}

module.exports = { creating, updating, canceling, listing };
