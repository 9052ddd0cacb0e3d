'use strict';
// Payouts: made, retrieved, updated and canceled for a connected account.

const { StripeInvalidRequestError } = require('stripe').errors;

const ELEVEN = { amount: 1100, currency: 'usd' };

async function creating(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 5000);
  const wanted = {
    ...ELEVEN,
    description: 'November',
    statement_descriptor: 'ACME',
    metadata: { order_id: '6735' },
  };
  const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
  check.members('a payout shows what it was made with', payout, wanted);
  check.members('a payout is pending, manual and standard', payout, {
    object: 'payout',
    status: 'pending',
    automatic: false,
    method: 'standard',
    type: 'bank_account',
    source_type: 'card',
    reconciliation_status: 'not_applicable',
    livemode: false,
  });
  check.members('a payout has neither failed nor been reversed', payout, {
    failure_code: null,
    failure_message: null,
    failure_balance_transaction: null,
    original_payout: null,
    reversed_by: null,
  });
  const { requestId, statusCode } = payout.lastResponse;
  check.equal('an answer carries its request id', requestId.slice(0, 4), 'req_');
  check.equal('a creation is answered with 200', statusCode, 200);
  const again = await stripe.payouts.retrieve(payout.id, {}, { stripeAccount: acme });
  check.equal('a payout is retrieved as it was made', again, payout);
}

async function choosingADestination(stripe, world, check) {
  const acme = await world.connected();
  const card = await world.externalAccount(acme, { kind: 'card' });
  await world.fund(acme, 5000);
  const wanted = { ...ELEVEN, destination: card, method: 'instant' };
  const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
  check.members('an instant payout goes to the card', payout, { ...wanted, type: 'card' });
}

async function creatingIsRefused(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1000);
  const creating = (wanted) => () => stripe.payouts.create(wanted, { stripeAccount: acme });
  await check.refused(
    'a payout above the balance is refused',
    creating({ amount: 1001, currency: 'usd' }),
    StripeInvalidRequestError,
    { code: 'balance_insufficient' },
  );
  await check.refused(
    'a payout without a currency is refused',
    creating({ amount: 1000 }),
    StripeInvalidRequestError,
    { code: 'parameter_missing', param: 'currency' },
  );
  await check.refused(
    'a payout of nothing is refused',
    creating({ amount: 0, currency: 'usd' }),
    StripeInvalidRequestError,
    { code: 'parameter_invalid_integer', param: 'amount' },
  );
  await check.refused(
    'a method that does not exist is refused',
    creating({ amount: 1000, currency: 'usd', method: 'slow' }),
    StripeInvalidRequestError,
    { param: 'method' },
  );
  const listed = await stripe.payouts.list({}, { stripeAccount: acme });
  check.equal('refused payouts are not listed', listed.data, []);
  const whole = await creating({ amount: 1000, currency: 'usd' })();
  check.equal('a payout of the whole balance is made', whole.amount, 1000);
}

async function updating(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  const wanted = { ...ELEVEN, metadata: { kept: '1', dropped: '2' } };
  const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
  const update = (changes) => stripe.payouts.update(payout.id, changes, { stripeAccount: acme });
  const merged = await update({ metadata: { order_id: '6735', dropped: '' } });
  check.equal('metadata is merged key by key', merged.metadata, { kept: '1', order_id: '6735' });
  check.equal('empty metadata removes all keys', (await update({ metadata: '' })).metadata, {});
  await check.refused(
    'an update takes metadata only',
    () => update({ description: 'December' }),
    StripeInvalidRequestError,
    { code: 'parameter_unknown', param: 'description' },
  );
}

async function canceling(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  const payout = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  const canceled = await stripe.payouts.cancel(payout.id, {}, { stripeAccount: acme });
  check.members('a canceled payout is the same payout, canceled and not failed', canceled, {
    id: payout.id,
    status: 'canceled',
    failure_code: null,
    balance_transaction: payout.balance_transaction,
  });
  const undone = await stripe.balanceTransactions.retrieve(
    canceled.failure_balance_transaction,
    {},
    { stripeAccount: acme },
  );
  check.members('canceling puts the money back', undone, {
    amount: 1100,
    type: 'payout_cancel',
    status: 'available',
    source: payout.id,
  });
  await check.refused(
    'a canceled payout cannot be canceled again',
    () => stripe.payouts.cancel(payout.id, {}, { stripeAccount: acme }),
    StripeInvalidRequestError,
  );
}

async function cancelingIsRefused(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 3300);
  const automatic = await world.scheduledPayout(acme, 1100);
  const submitted = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  await world.bank(submitted.id, 'submit');
  const paid = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  await world.bank(paid.id, 'pay');
  const payouts = { 'an automatic': automatic, 'a submitted': submitted.id, 'a paid': paid.id };
  for (const [what, payout] of Object.entries(payouts)) {
    await check.refused(
      `${what} payout cannot be canceled`,
      () => stripe.payouts.cancel(payout, {}, { stripeAccount: acme }),
      StripeInvalidRequestError,
    );
  }
}

async function failing(stripe, world, check) {
  const acme = await world.connected();
  await world.fund(acme, 1100);
  const payout = await stripe.payouts.create(ELEVEN, { stripeAccount: acme });
  await world.bank(payout.id, 'fail', 'account_closed');
  const failed = await stripe.payouts.retrieve(payout.id, {}, { stripeAccount: acme });
  const expected = { status: 'failed', failure_code: 'account_closed' };
  check.members('a payout shows why it failed', failed, expected);
  check.holds('a failed payout says why in words', failed.failure_message);
  check.holds('a failed payout names a transaction', failed.failure_balance_transaction);
}

module.exports = {
  creating,
  choosingADestination,
  creatingIsRefused,
  updating,
  canceling,
  cancelingIsRefused,
  failing,
};
