import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { Opened } from '#test/support/opened.js';
import { rowsOfPage } from '#test/support/page-figures.js';
import { toldSoFar } from '#test/support/steps.js';
import { seeded } from '#test/support/seeded.js';

/** A page that shows a part of a long list says so in words, for paper has no next page. */
let app: App;
let opened: Opened;
beforeAll(async () => {
  app = await startApp(() => new Date('2026-10-31T12:00:00Z'));
  const { store, runner } = app.runtime;
  await seeded(store, toldSoFar(...northmoor, ...firstMonths).happened);
  await runner.progress.until((await store.head()).number, 20_000);
  opened = new Opened(new Client(app));
});
afterAll(() => app.stop());

const said = (page: string): string | undefined =>
  /This is a part of the list, [^<]*/.exec(page)?.[0].trim();
const nextOf = (page: string): string | undefined =>
  /href="([^"]*cursor=[^"]*)"[^>]*>Earlier events/.exec(page)?.[1]?.replaceAll('&amp;', '&');
const count = (page: string): number =>
  rowsOfPage(page).filter(({ caption }) => caption.endsWith('of the log')).length;

it('says which part of the events is shown, from the first to the last', async () => {
  const first = await opened.page('/audit');
  expect(said(first)).toBe(`This is a part of the list, its first ${count(first)}: more follow.`);
  const second = await opened.page(nextOf(first) ?? '');
  expect(said(second)).toMatch(/of it: more stand before and after|its last/);
  let last = second;
  for (let next = nextOf(last); next !== undefined; next = nextOf(last))
    last = await opened.page(next);
  expect(said(last)).toBe(
    `This is a part of the list, its last ${count(last)}: more stand before.`,
  );
});

it('says nothing of a list that is shown whole', async () => {
  expect(said(await opened.page('/audit?type=YearClosed'))).toBeUndefined();
});
