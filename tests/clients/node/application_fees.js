'use strict';
// Application fees of destination charges, and their refunds.

const { StripeInvalidRequestError } = require('stripe').errors;
const { idsOf } = require('./pages.js');

async function makeFee(world) {
  const acme = await world.connected();
  return (await world.charge(acme, 2000, { application_fee_amount: 200 })).application_fee;
}

async function retrieving(stripe, world, check) {
  const acme = await world.connected();
  const charged = await world.charge(acme, 2000, { application_fee_amount: 200 });
  const fee = await stripe.applicationFees.retrieve(charged.application_fee);
  check.members('an application fee names its account and charge', fee, {
    account: acme,
    amount: 200,
    amount_refunded: 0,
    refunded: false,
    originating_transaction: charged.charge,
  });
}

async function listing(stripe, world, check) {
  const made = [];
  for (let number = 0; number < 3; number += 1) {
    await world.advance(1);
    made.unshift(await makeFee(world));
  }
  const every = await idsOf(stripe.applicationFees.list({ limit: 2 }));
  check.equal('all pages together have every fee', every, made);
}

async function refunding(stripe, world, check) {
  const fee = await makeFee(world);
  const wanted = { amount: 50, metadata: { order_id: '6735' } };
  const part = await stripe.applicationFees.createRefund(fee, wanted);
  const expected = { ...wanted, object: 'fee_refund', fee };
  check.members('the refund of a fee shows what it was made with', part, expected);
  const again = await stripe.applicationFees.retrieveRefund(fee, part.id);
  check.equal('a refund is retrieved as it was made', again, part);
  const changes = { metadata: { order_id: '6736' } };
  const updated = await stripe.applicationFees.updateRefund(fee, part.id, changes);
  check.members('the metadata of a refund is updated', updated, changes);
  const rest = await stripe.applicationFees.createRefund(fee);
  check.equal('without an amount the rest is refunded', rest.amount, 150);
  const listed = await idsOf(stripe.applicationFees.listRefunds(fee));
  check.equal('both refunds are listed', listed, [rest.id, part.id]);
  const now = await stripe.applicationFees.retrieve(fee);
  check.members('the fee is refunded', now, { amount_refunded: 200, refunded: true });
  await check.refused(
    'a refunded fee cannot be refunded again',
    () => stripe.applicationFees.createRefund(fee, { amount: 1 }),
    StripeInvalidRequestError,
  );
}

module.exports = { retrieving, listing, refunding };
