'use strict';
// What a list and the pages after it hold.

// The ids of all items, in order, as the SDK turns the pages.
async function idsOf(pages) {
  const ids = [];
  for await (const item of pages) ids.push(item.id);
  return ids;
}

module.exports = { idsOf };
