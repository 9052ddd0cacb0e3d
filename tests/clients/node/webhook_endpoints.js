'use strict';
// Webhook endpoints: made, retrieved, updated, listed and deleted.

const { StripeInvalidRequestError } = require('stripe').errors;
const { idsOf } = require('./pages.js');

const HERE = 'http://127.0.0.1:9/webhooks';
const EVERYTHING = { url: HERE, enabled_events: ['*'] };

async function creating(stripe, world, check) {
  const wanted = {
    url: HERE,
    enabled_events: ['payout.paid', 'payout.failed'],
    description: 'Payouts',
    metadata: { order_id: '6735' },
  };
  const endpoint = await stripe.webhookEndpoints.create(wanted);
  check.members('a webhook endpoint shows what it was made with', endpoint, {
    ...wanted,
    object: 'webhook_endpoint',
    status: 'enabled',
    livemode: false,
  });
  check.equal('its secret is told once', endpoint.secret?.slice(0, 6), 'whsec_');
  const again = await stripe.webhookEndpoints.retrieve(endpoint.id);
  check.equal('and never again', 'secret' in again, false);
  check.equal('the rest is retrieved as it was made', again.url, HERE);
}

async function creatingIsRefused(stripe, world, check) {
  await check.refused(
    'a webhook endpoint needs events',
    () => stripe.webhookEndpoints.create({ url: HERE }),
    StripeInvalidRequestError,
    { code: 'parameter_missing', param: 'enabled_events' },
  );
}

async function updating(stripe, world, check) {
  const { id } = await stripe.webhookEndpoints.create(EVERYTHING);
  const changes = { enabled_events: ['payout.paid'], disabled: true };
  const updated = await stripe.webhookEndpoints.update(id, changes);
  check.members('a webhook endpoint is updated', updated, {
    id,
    enabled_events: ['payout.paid'],
    status: 'disabled',
  });
}

async function listing(stripe, world, check) {
  const made = [];
  for (let number = 0; number < 3; number += 1) {
    await world.advance(1);
    made.unshift((await stripe.webhookEndpoints.create(EVERYTHING)).id);
  }
  const every = await idsOf(stripe.webhookEndpoints.list({ limit: 2 }));
  check.equal('all pages together have every endpoint', every, made);
}

async function deleting(stripe, world, check) {
  const { id } = await stripe.webhookEndpoints.create(EVERYTHING);
  const gone = await stripe.webhookEndpoints.del(id);
  check.members('a deleted webhook endpoint says so', gone, { id, deleted: true });
  await check.refused(
    'a deleted webhook endpoint does not exist',
    () => stripe.webhookEndpoints.retrieve(id),
    StripeInvalidRequestError,
    { status: 404, code: 'resource_missing', param: 'webhook_endpoint' },
  );
}

module.exports = { creating, creatingIsRefused, updating, listing, deleting };
