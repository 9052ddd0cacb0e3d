'use strict';
// What a list and the pages after it hold.

// More than any list of a walk has: pages that do not end are a failure, not a wait.
const MOST = 500;

// All items, in order, as the SDK turns the pages.
async function everything(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
    if (items.length > MOST) throw new Error('the pages do not end');
  }
  return items;
}

async function idsOf(pages) {
  return (await everything(pages)).map((item) => item.id);
}

module.exports = { everything, idsOf };
