'use strict';
// Accounts and the bank accounts that they are paid out to.

const { idsOf } = require('./pages.js');

async function accounts(stripe, world, check) {
  const acme = await world.connected();
  const account = await stripe.accounts.retrieve(acme);
  check.members('a connected account can be paid out to', account, {
    id: acme,
    object: 'account',
    country: 'US',
    default_currency: 'usd',
    payouts_enabled: true,
  });
  check.equal('it has its bank account', account.external_accounts.data.length, 1);
  const own = await stripe.accounts.retrieveCurrent();
  check.equal('the platform is an account too', own.id, world.account);
}

async function bankAccounts(stripe, world, check) {
  const acme = await world.connected();
  const made = await stripe.accounts.createExternalAccount(acme, {
    external_account: {
      object: 'bank_account',
      country: 'US',
      currency: 'usd',
      routing_number: '110000000',
      account_number: '000123456789',
    },
    default_for_currency: true,
  });
  check.members('a bank account shows the end of its number only', made, {
    object: 'bank_account',
    account: acme,
    country: 'US',
    currency: 'usd',
    last4: '6789',
    routing_number: '110000000',
    default_for_currency: true,
    status: 'new',
  });
  const again = await stripe.accounts.retrieveExternalAccount(acme, made.id);
  check.equal('a bank account is retrieved as it was made', again, made);
  const changes = { metadata: { order_id: '6735' } };
  const updated = await stripe.accounts.updateExternalAccount(acme, made.id, changes);
  check.members('the metadata of a bank account is updated', updated, changes);
  await world.fund(acme, 1100);
  const wanted = { amount: 1100, currency: 'usd' };
  const payout = await stripe.payouts.create(wanted, { stripeAccount: acme });
  check.equal('payouts go to the default bank account', payout.destination, made.id);
  const listed = await idsOf(stripe.accounts.listExternalAccounts(acme, { limit: 1 }));
  check.equal('all pages together have both bank accounts', new Set(listed).size, 2);
}

async function deleting(stripe, world, check) {
  const acme = await world.connected();
  const id = await world.externalAccount(acme, { kind: 'bank_account' });
  const gone = await stripe.accounts.deleteExternalAccount(acme, id);
  check.members('a deleted bank account says so', gone, { id, deleted: true });
  const left = await idsOf(stripe.accounts.listExternalAccounts(acme));
  check.equal('a deleted bank account is not listed', left.includes(id), false);
}

module.exports = { accounts, bankAccounts, deleting };
