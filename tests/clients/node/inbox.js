'use strict';
// A receiver of webhook deliveries on a free port.

const http = require('node:http');
const { once, EventEmitter } = require('node:events');

class Inbox {
  // Keeps each delivery as it came: the raw body and its signature.
  static async open() {
    const inbox = new Inbox();
    inbox.deliveries = [];
    inbox.arrivals = new EventEmitter();
    inbox.server = http.createServer(async (request, response) => {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const signature = request.headers['stripe-signature'];
      inbox.deliveries.push({ body: Buffer.concat(pieces), signature });
      response.end();
      inbox.arrivals.emit('delivery');
    });
    inbox.server.listen(0, '127.0.0.1');
    await once(inbox.server, 'listening');
    inbox.url = `http://127.0.0.1:${inbox.server.address().port}/webhooks`;
    return inbox;
  }

  // The next delivery; throws when none comes.
  async next(milliseconds = 5000) {
    if (this.deliveries.length === 0) {
      await once(this.arrivals, 'delivery', { signal: AbortSignal.timeout(milliseconds) });
    }
    return this.deliveries.shift();
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

module.exports = { Inbox };
