'use strict';
// A world of its own for each scene, arranged by levers over plain HTTP.

class World {
  static async open(base, label) {
    const world = new World();
    world.base = base;
    const opened = await world.call('POST', '/worlds', { label });
    world.key = opened.api_key;
    world.account = opened.account;
    world.now = opened.now;
    world.path = `/worlds/${opened.world}`;
    return world;
  }

  // A connected account, with a US bank account unless something else is wanted.
  async connected(wanted = {}) {
    const bankAccount = { external_account: { kind: 'bank_account' } };
    return (await this.post('/accounts', { ...bankAccount, ...wanted })).account;
  }

  async externalAccount(account, wanted) {
    return (await this.post('/external_accounts', { account, ...wanted })).external_account;
  }

  // Puts money into a balance; no account is the platform itself.
  async fund(account, amount, more = {}) {
    await this.post('/funds', { account, amount, ...more });
  }

  async scheduledPayout(account, amount) {
    return (await this.post('/payouts', { account, amount })).payout;
  }

  // The bank submits, pays or fails a payout.
  async bank(payout, act, failureCode = null) {
    await this.post(`/payouts/${payout}/bank`, { act, failure_code: failureCode });
  }

  async charge(account, amount, more = {}) {
    return this.post('/charges', { account, amount, ...more });
  }

  async financialAccount(account, amount) {
    return (await this.post('/financial_accounts', { account, amount })).financial_account;
  }

  async receivedDebit(account, financialAccount, amount, more = {}) {
    const wanted = { account, financial_account: financialAccount, amount, ...more };
    return (await this.post('/received_debits', wanted)).received_debit;
  }

  async complete(debitReversal) {
    await this.post(`/debit_reversals/${debitReversal}/bank`, { act: 'complete' });
  }

  async payTopup(topup) {
    await this.post(`/topups/${topup}/bank`, { act: 'pay' });
  }

  async advance(seconds) {
    this.now = (await this.post('/clock', { advance: seconds })).now;
  }

  async close() {
    await this.call('DELETE', this.path);
  }

  async post(path, body) {
    return this.call('POST', this.path + path, body);
  }

  async call(method, path, body) {
    const answer = await fetch(`${this.base}/levers${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const told = await answer.text();
    if (!answer.ok) throw new Error(`lever ${method} ${path}: ${answer.status} ${told}`);
    return told ? JSON.parse(told) : null;
  }
}

module.exports = { World };
