// What a reader does with the page of `recoup compare`, which has no script of its own.

import assert from 'node:assert/strict';

const LOOKS = [['light', {}], ['dark', { scheme: 'dark' }], ['390 wide', { width: 390 }], ['390 wide, dark', { width: 390, scheme: 'dark' }]];

// Rows that are there to be seen, groups and all.
const rows = (page) =>
  page.locator('tbody tr[id]').evaluateAll((all) => all.filter((row) => row.checkVisibility()).length);

// The page is never wider than the window; what does not fit is scrolled in a region of its own.
async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px wider than the window`);
}

/** Every check of the matrix: of two runs, and of one whose every text is hostile beside a sound one. */
export async function matrix({ check, visit, inView, accessible }, { two, hostile }) {
  await check('a matrix says what regressed, and a link leads to its row, below the head that stays', () =>
    visit(two, {}, async (page) => {
      assert.match(await page.locator('header').innerText(), /\b2 regressed, 0 fixed/);
      await page.getByRole('link', { name: 'TRR-05' }).click();
      assert.match(page.url(), /#TRR-05$/);
      const row = page.locator('#TRR-05');
      assert.equal(await inView(page, '#TRR-05'), true);
      assert.match(await row.innerText(), /upheld\s+broken/);
      const below = await row.evaluate((element) => {
        const head = document.querySelector('thead th').getBoundingClientRect();
        return element.getBoundingClientRect().top >= head.bottom - 1 && head.top >= 0;
      });
      assert.equal(below, true, 'the head hides nothing');
    }));

  for (const scripts of [true, false]) {
    await check(`a box leaves the rules in which the runs differ, scripts ${scripts ? 'on' : 'off'}`, () =>
      visit(two, { scripts }, async (page) => {
        const all = await page.locator('tbody tr[id]').count();
        const same = await page.locator('tbody tr[id].same').count();
        assert.ok(all > 200 && same > all / 2 && same < all, `${same} of ${all}`);
        const box = page.getByLabel('Only rules in which the runs differ');
        await box.check();
        assert.equal(await rows(page), all - same);
        await box.uncheck();
        assert.equal(await rows(page), all);
      }));
  }

  await check('the keyboard reaches the matrix: links, the box, and what is scrolled', () =>
    visit(two, { width: 390 }, async (page) => {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'A');
      const links = await page.locator('main ul a').count();
      for (let link = 0; link < links; link += 1) await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'differing');
      const all = await rows(page);
      await page.keyboard.press('Space');
      assert.ok((await rows(page)) < all);
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'scroll');
      await page.keyboard.press('End');
      await page.waitForFunction(() => document.querySelector('.scroll').scrollTop > 0);
    }));

  for (const [name, options] of LOOKS) {
    await check(`axe-core finds nothing: a matrix, ${name}`, () =>
      visit(two, options, async (page) => {
        await fits(page);
        await accessible(page, name);
      }));
  }

  await check('hostile texts stay text in a matrix, and axe-core finds nothing', () =>
    visit(hostile, {}, async (page) => {
      assert.equal(await page.evaluate(() => window.owned), undefined);
      assert.equal(await page.locator('script, img, iframe, object, svg, b[title]').count(), 0);
      const text = await page.locator('body').innerText();
      assert.ok(text.split('onerror="window.owned=1"').length > 5, 'they are shown');
      assert.doesNotMatch(text, /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2028]/);
      await fits(page);
      await accessible(page, 'hostile');
    }));
}
