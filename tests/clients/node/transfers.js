'use strict';
// Transfers: made, retrieved, updated and listed by the platform.

const { StripeInvalidRequestError } = require('stripe').errors;
const { idsOf } = require('./pages.js');

async function creating(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(null, 1000);
  const wanted = {
    amount: 400,
    currency: 'usd',
    destination: acme,
    description: 'Rent',
    transfer_group: 'ORDER_95',
    metadata: { order_id: '6735' },
  };
  const transfer = await stripe.transfers.create(wanted);
  check.members('a transfer shows what it was made with', transfer, wanted);
  check.members('nothing of a transfer is reversed yet', transfer, {
    object: 'transfer',
    amount_reversed: 0,
    reversed: false,
    source_transaction: null,
    livemode: false,
  });
  check.members('a transfer has the list of its reversals', transfer.reversals, {
    object: 'list',
    data: [],
    has_more: false,
    url: `/v1/transfers/${transfer.id}/reversals`,
  });
  const again = await stripe.transfers.retrieve(transfer.id);
  check.equal('a transfer is retrieved as it was made', again, transfer);
  const payment = await stripe.charges.retrieve(
    transfer.destination_payment,
    {},
    { stripeAccount: acme },
  );
  const expected = { amount: 400, source_transfer: transfer.id };
  check.members('the account has the payment', payment, expected);
}

async function creatingIsRefused(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(null, 1000);
  const creating = (wanted) => () => stripe.transfers.create({ currency: 'usd', ...wanted });
  await check.refused(
    'a transfer above the balance is refused',
    creating({ amount: 1001, destination: acme }),
    StripeInvalidRequestError,
    { code: 'balance_insufficient' },
  );
  await check.refused(
    'a transfer without a destination is refused',
    creating({ amount: 1000 }),
    StripeInvalidRequestError,
    { code: 'parameter_missing', param: 'destination' },
  );
  await check.refused(
    'a transfer to nobody is refused',
    creating({ amount: 1000, destination: 'acct_nobody' }),
    StripeInvalidRequestError,
    { code: 'resource_missing', param: 'destination' },
  );
  const whole = await creating({ amount: 1000, destination: acme })();
  check.equal('a transfer of the whole balance is made', whole.amount, 1000);
}

async function updating(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(null, 1000);
  const terms = { amount: 400, currency: 'usd', destination: acme };
  const transfer = await stripe.transfers.create(terms);
  const wanted = { description: 'Rent', metadata: { order_id: '6735' } };
  const updated = await stripe.transfers.update(transfer.id, wanted);
  check.members('description and metadata of a transfer are updated', updated, wanted);
  await check.refused(
    'the amount of a transfer stays',
    () => stripe.transfers.update(transfer.id, { amount: 500 }),
    StripeInvalidRequestError,
    { code: 'parameter_unknown', param: 'amount' },
  );
}

async function listing(stripe, world, check) {
  const [acme, globex] = [await world.connected(), await world.connected()];
  await world.fund(null, 1000);
  const made = [];
  for (let number = 0; number < 5; number += 1) {
    await world.advance(1);
    const transfer = await stripe.transfers.create({
      amount: 100,
      currency: 'usd',
      destination: number ? globex : acme,
      transfer_group: `ORDER_${number % 2}`,
    });
    made.unshift(transfer.id);
  }
  const listed = (wanted) => idsOf(stripe.transfers.list(wanted));
  check.equal('all pages together have every transfer', await listed({ limit: 2 }), made);
  check.equal('a list by destination', await listed({ destination: acme }), made.slice(4));
  const group = await listed({ transfer_group: 'ORDER_1' });
  check.equal('a list by group', group, [made[1], made[3]]);
  const newest = await listed({ created: { gte: world.now } });
  check.equal('a list by creation', newest, made.slice(0, 1));
}

module.exports = { creating, creatingIsRefused, updating, listing };
