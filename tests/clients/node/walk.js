'use strict';
// Walks the documented API with the official Node SDK: `walk.js URL [-v]`.

const Stripe = require('stripe');
const { Checks } = require('./checks.js');
const { calls, connect } = require('./client.js');
const { World } = require('./world.js');

// A file a resource; every function that it exports is a scene in a world of its own.
const FILES = [
  'payouts',
  'payout_lists',
  'payout_reversals',
  'transfers',
  'transfer_reversals',
  'application_fees',
  'received_debits',
  'debit_reversals',
  'treasury_transactions',
  'balance',
  'external_accounts',
  'topups',
  'errors',
  'expansion',
  'idempotency',
  'events',
  'webhook_endpoints',
  'deliveries',
];

async function run(base, check, place, scene) {
  const world = await World.open(base, place);
  try {
    await scene(connect(base, world.key), world, check);
  } finally {
    await world.close();
  }
}

async function main(base, ...flags) {
  const check = new Checks(flags.includes('-v'));
  for (const file of FILES) {
    for (const [name, scene] of Object.entries(require(`./${file}.js`))) {
      const place = `${file}/${name}`;
      await check.scene(place, () => run(base, check, place, scene));
    }
  }
  const counts = `node: ${calls()} calls, ${check.done} checks`;
  if (check.failures.length > 0) {
    console.log(`${counts}, ${check.failures.length} failed:`);
    for (const failure of check.failures) console.log(`  ${failure}`);
    return 1;
  }
  console.log(`${counts}, all green (stripe ${Stripe.PACKAGE_VERSION})`);
  return 0;
}

main(...process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
