'use strict';
// A receiver of webhook deliveries on a free port.

const http = require('node:http');
const { once } = require('node:events');

class Inbox {
  // Keeps each delivery as it came, in any order: the raw body and its signature.
  static async open() {
    const inbox = new Inbox();
    inbox.deliveries = [];
    inbox.server = http.createServer(async (request, response) => {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const signature = request.headers['stripe-signature'];
      inbox.deliveries.push({ body: Buffer.concat(pieces), signature });
      response.end();
    });
    inbox.server.listen(0, '127.0.0.1');
    await once(inbox.server, 'listening');
    inbox.url = `http://127.0.0.1:${inbox.server.address().port}/webhooks`;
    return inbox;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

module.exports = { Inbox };
