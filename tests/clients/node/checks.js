'use strict';
// What is checked, and what came of it.

const { isDeepStrictEqual } = require('node:util');
const Stripe = require('stripe');

class Checks {
  // Counts the checks of a walk and keeps the failures; a failing check does not end it.
  constructor(verbose = false) {
    this.done = 0;
    this.failures = [];
    this.place = '';
    this.verbose = verbose;
  }

  equal(what, observed, expected) {
    [observed, expected] = [plain(observed), plain(expected)];
    this.note(what, isDeepStrictEqual(observed, expected), expected, observed);
  }

  holds(what, condition, observed = null) {
    this.note(what, Boolean(condition), 'that it holds', observed);
  }

  // Some members of an object have these values.
  members(what, thing, expected) {
    const shown = plain(thing);
    const names = Object.keys(expected);
    const observed = Object.fromEntries(names.map((name) => [name, shown[name]]));
    this.equal(what, observed, expected);
  }

  // A call throws the SDK's own error; gives the error back.
  async refused(what, call, error, wanted = {}) {
    const { status = 400, code, param } = wanted;
    const expected = { error: error.name, status, code, param };
    try {
      this.note(what, false, expected, plain(await call()));
    } catch (thrown) {
      if (!(thrown instanceof Stripe.errors.StripeError)) throw thrown;
      const observed = {
        error: thrown.constructor.name,
        status: thrown.statusCode,
        code: thrown.code,
        param: thrown.param,
      };
      const told = Boolean(thrown.message) && String(thrown.requestId).startsWith('req_');
      this.note(what, isDeepStrictEqual(observed, expected) && told, expected, {
        ...observed,
        told,
      });
      return thrown;
    }
    return undefined;
  }

  // Runs a scene; what it throws is a failed check, and the next scene goes on.
  async scene(place, call) {
    this.place = place;
    try {
      await call();
    } catch (thrown) {
      const [, at] = String(thrown.stack).match(/(node\/[a-z_]+\.js:\d+)/) ?? [];
      const observed = `${thrown.constructor.name}: ${thrown.message} (${at ?? 'in the SDK'})`;
      this.note('the scene comes to its end', false, 'no error', observed);
    }
  }

  note(what, passed, expected, observed) {
    this.done += 1;
    if (passed) {
      if (this.verbose) console.log(`ok   ${this.place}: ${what}`);
      return;
    }
    this.failures.push(`${this.place}: ${what}`);
    console.log(
      `FAIL ${this.place}: ${what}\n  expected ${text(expected)}\n  observed ${text(observed)}`,
    );
  }
}

// The same without the SDK's classes and without members that are not there.
function plain(value) {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

module.exports = { Checks };
