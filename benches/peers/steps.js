// The four calls for cucumber-js, by the fetch that Node brings, whose connections stay open.

const assert = require('node:assert');
const { Given, When, Then } = require('@cucumber/cucumber');

const payouts = `${process.env.PEER_URL}/v1/payouts`;
const headers = { Authorization: `Bearer ${process.env.PEER_KEY}` };

async function call(path, form) {
  const method = form === undefined ? 'GET' : 'POST';
  const body = form && new URLSearchParams(form);
  const answer = await fetch(payouts + path, { method, headers, body });
  return { status: answer.status, body: await answer.json() };
}

Given('a payout of {int} {word}', async function (amount, currency) {
  const answer = await call('', { amount, currency });
  assert.strictEqual(answer.status, 200);
  this.payout = answer.body.id;
});

When(/^the payout is canceled(?: again)?$/, async function () {
  this.answer = await call(`/${this.payout}/cancel`, {});
});

Then('the payout reads {word}', async function (status) {
  const answer = await call(`/${this.payout}`);
  assert.strictEqual(answer.status, 200);
  assert.strictEqual(answer.body.status, status);
});

Then('the answer is {word}', function (status) {
  assert.strictEqual(this.answer.status, 200);
  assert.strictEqual(this.answer.body.status, status);
});

Then('the request is refused', function () {
  assert.strictEqual(this.answer.status, 400);
  assert.strictEqual(this.answer.body.error.type, 'invalid_request_error');
});
