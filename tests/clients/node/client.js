'use strict';
// The SDK, pointed at the reference.

const Stripe = require('stripe');

let made = 0;

function calls() {
  return made;
}

function connect(base, key) {
  const { hostname, port } = new URL(base);
  const options = { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, timeout: 10_000 };
  const stripe = new Stripe(key, options);
  stripe.on('request', () => (made += 1));
  return stripe;
}

module.exports = { calls, connect };
