'use strict';
// Transfer reversals: transfers taken back, whole or in parts.

const { StripeInvalidRequestError } = require('stripe').errors;
const { idsOf } = require('./pages.js');

async function makeTransfer(stripe, world, more = {}) {
  const destination = await world.connected();
  await world.fund(null, 1000);
  return stripe.transfers.create({ amount: 1000, currency: 'usd', destination, ...more });
}

async function reversingInParts(stripe, world, check) {
  const transfer = await makeTransfer(stripe, world);
  const wanted = { amount: 400, metadata: { order_id: '6735' } };
  const part = await stripe.transfers.createReversal(transfer.id, wanted);
  check.members('a transfer reversal shows what it was made with', part, {
    ...wanted,
    object: 'transfer_reversal',
    currency: 'usd',
    transfer: transfer.id,
    source_refund: null,
  });
  const booked = await stripe.balanceTransactions.retrieve(part.balance_transaction);
  check.members('the platform has the money back', booked, {
    amount: 400,
    type: 'transfer_refund',
    status: 'available',
    source: part.id,
  });
  const refund = await stripe.refunds.retrieve(
    part.destination_payment_refund,
    {},
    { stripeAccount: transfer.destination },
  );
  check.members('the payment of the account is refunded', refund, {
    amount: 400,
    charge: transfer.destination_payment,
    source_transfer_reversal: part.id,
  });
  const partly = await stripe.transfers.retrieve(transfer.id);
  const expected = { amount_reversed: 400, reversed: false };
  check.members('a part of the transfer is reversed', partly, expected);
  const shown = partly.reversals.data.map((reversal) => reversal.id);
  check.equal('the transfer shows its reversal', shown, [part.id]);
  const again = await stripe.transfers.retrieveReversal(transfer.id, part.id);
  check.equal('a transfer reversal is retrieved as it was made', again, part);
  await check.refused(
    'more than the rest is refused',
    () => stripe.transfers.createReversal(transfer.id, { amount: 601 }),
    StripeInvalidRequestError,
    { param: 'amount' },
  );
  await stripe.transfers.createReversal(transfer.id, { amount: 600 });
  const whole = await stripe.transfers.retrieve(transfer.id);
  const all = { amount_reversed: 1000, reversed: true };
  check.members('the whole transfer is reversed', whole, all);
}

async function reversingTheWhole(stripe, world, check) {
  const transfer = await makeTransfer(stripe, world);
  const whole = await stripe.transfers.createReversal(transfer.id);
  check.equal('without an amount the whole is reversed', whole.amount, 1000);
  const now = await stripe.transfers.retrieve(transfer.id);
  const all = { amount_reversed: 1000, reversed: true };
  check.members('the transfer is reversed', now, all);
  for (const [what, wanted] of Object.entries({ 'in part': { amount: 1 }, whole: {} })) {
    await check.refused(
      `a reversed transfer cannot be reversed again, ${what}`,
      () => stripe.transfers.createReversal(transfer.id, wanted),
      StripeInvalidRequestError,
    );
  }
}

async function reversingWhatWasSpent(stripe, world, check) {
  const transfer = await makeTransfer(stripe, world, { transfer_group: 'ORDER_95' });
  const wanted = { amount: 600, currency: 'usd' };
  await stripe.payouts.create(wanted, { stripeAccount: transfer.destination });
  await check.refused(
    'a transfer of a group needs the funds of its destination',
    () => stripe.transfers.createReversal(transfer.id, { amount: 401 }),
    StripeInvalidRequestError,
    { code: 'balance_insufficient' },
  );
  const part = await stripe.transfers.createReversal(transfer.id, { amount: 400 });
  check.equal('what the destination has can be reversed', part.amount, 400);
}

async function refundingTheApplicationFee(stripe, world, check) {
  const acme = await world.connected();
  const charged = await world.charge(acme, 2000, { application_fee_amount: 200 });
  const reverse = async (wanted) => {
    await stripe.transfers.createReversal(charged.transfer, wanted);
    return stripe.applicationFees.retrieve(charged.application_fee);
  };
  const part = await reverse({ amount: 500, refund_application_fee: true });
  const partly = { amount_refunded: 50, refunded: false };
  check.members('a part of the fee goes with its part', part, partly);
  const unasked = await reverse({ amount: 500 });
  check.members('unasked, the fee stays', unasked, { amount_refunded: 50 });
  const rest = await reverse({ amount: 1000, refund_application_fee: true });
  const most = { amount_refunded: 150, refunded: false };
  check.members('asked again, its part goes too', rest, most);
}

async function updating(stripe, world, check) {
  const transfer = await makeTransfer(stripe, world);
  const wanted = { amount: 400, metadata: { kept: '1' } };
  const reversal = await stripe.transfers.createReversal(transfer.id, wanted);
  const update = (changes) => stripe.transfers.updateReversal(transfer.id, reversal.id, changes);
  const merged = await update({ metadata: { order_id: '6735' } });
  check.equal('metadata is merged', merged.metadata, { kept: '1', order_id: '6735' });
  check.equal('empty metadata removes all keys', (await update({ metadata: '' })).metadata, {});
  await check.refused(
    'the amount of a reversal stays',
    () => update({ amount: 1 }),
    StripeInvalidRequestError,
    { code: 'parameter_unknown', param: 'amount' },
  );
}

async function listing(stripe, world, check) {
  const transfer = await makeTransfer(stripe, world);
  const made = [];
  for (let number = 0; number < 12; number += 1) {
    await world.advance(1);
    made.unshift((await stripe.transfers.createReversal(transfer.id, { amount: 10 })).id);
  }
  const every = await idsOf(stripe.transfers.listReversals(transfer.id, { limit: 5 }));
  check.equal('all pages together have every reversal', every, made);
  const { reversals } = await stripe.transfers.retrieve(transfer.id);
  const shown = reversals.data.map((reversal) => reversal.id);
  check.equal('a transfer shows its ten newest reversals', shown, made.slice(0, 10));
  check.equal('and says that there are more', reversals.has_more, true);
}

async function retrievingIsRefused(stripe, world, check) {
  const transfer = await makeTransfer(stripe, world);
  const other = await makeTransfer(stripe, world);
  const reversal = await stripe.transfers.createReversal(transfer.id);
  const missing = { status: 404, code: 'resource_missing', param: 'id' };
  await check.refused(
    'a reversal is not found under another transfer',
    () => stripe.transfers.retrieveReversal(other.id, reversal.id),
    StripeInvalidRequestError,
    missing,
  );
  await check.refused(
    'a transfer that does not exist cannot be reversed',
    () => stripe.transfers.createReversal('tr_nothing'),
    StripeInvalidRequestError,
    missing,
  );
}

module.exports = {
  reversingInParts,
  reversingTheWhole,
  reversingWhatWasSpent,
  refundingTheApplicationFee,
  updating,
  listing,
  retrievingIsRefused,
};
