'use strict';
// Errors as the SDK's own classes.

const { StripeAuthenticationError, StripeInvalidRequestError, StripePermissionError } =
  require('stripe').errors;
const { connect } = require('./client.js');

async function authentication(stripe, world, check) {
  const stranger = connect(world.base, 'sk_test_stranger');
  const thrown = await check.refused(
    'an unknown key is turned away',
    () => stranger.balance.retrieve(),
    StripeAuthenticationError,
    { status: 401 },
  );
  const repeated = !thrown || thrown.message.includes('sk_test_stranger');
  check.equal('the key is not repeated', repeated, false);
}

async function permission(stripe, world, check) {
  await check.refused(
    'an account out of reach is refused',
    () => stripe.payouts.list({}, { stripeAccount: 'acct_nobody' }),
    StripePermissionError,
    { status: 403, code: 'account_invalid' },
  );
}

async function missing(stripe, world, check) {
  const thrown = await check.refused(
    'a payout that does not exist is not found',
    () => stripe.payouts.retrieve('po_nothing'),
    StripeInvalidRequestError,
    { status: 404, code: 'resource_missing', param: 'payout' },
  );
  const page = String(thrown?.doc_url).split('/').pop();
  check.equal('an error names the page of its code', page, 'resource-missing');
  const members = Object.entries(thrown?.raw ?? { raw: null });
  const empty = members.filter(([, value]) => value === null).map(([name]) => name);
  check.equal('an error has no member without a value', empty, []);
}

async function ofAnotherAccount(stripe, world, check) {
  const [acme, globex] = [await world.connected(), await world.connected()];
  await world.fund(acme, 1100);
  const wanted = { amount: 1100, currency: 'usd' };
  const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
  await check.refused(
    'a payout of another account does not exist',
    () => stripe.payouts.retrieve(payout.id, {}, { stripeAccount: globex }),
    StripeInvalidRequestError,
    { status: 404, code: 'resource_missing', param: 'payout' },
  );
}

async function parameters(stripe, world, check) {
  await check.refused(
    'an unknown parameter is named',
    () => stripe.transfers.list({ colour: 'red' }),
    StripeInvalidRequestError,
    { code: 'parameter_unknown', param: 'colour' },
  );
  await check.refused(
    'a limit above 100 is refused',
    () => stripe.payouts.list({ limit: 101 }),
    StripeInvalidRequestError,
    { param: 'limit' },
  );
  await check.refused(
    'a cursor that does not exist is refused',
    () => stripe.payouts.list({ starting_after: 'po_nothing' }),
    StripeInvalidRequestError,
    { code: 'resource_missing', param: 'starting_after' },
  );
  const wanted = { amount: 1, currency: 'usd', metadata: { a: 'x'.repeat(501) } };
  await check.refused(
    'a value of metadata has at most 500 characters',
    () => stripe.payouts.create(wanted),
    StripeInvalidRequestError,
    { param: 'metadata[a]' },
  );
}

module.exports = { authentication, permission, missing, ofAnotherAccount, parameters };
