import { exampleMark } from '#apps/service/example/mark.js';
import { loadExample } from '#apps/service/example/load-example.js';
import { northmoorSetUp } from '#apps/service/example/northmoor.js';
import { step } from '#apps/service/example/step.js';
import { take } from '#apps/service/example/take-step.js';
import { startApp, type App } from '../support/app.js';
import { Browsing } from '../support/browsing.js';
import { Client } from '../support/client.js';

/** An example place of a release that knew no appointments: a fund, and nobody who acts in it. */
let app: App;
beforeAll(async () => {
  app = await startApp(undefined, null);
  const { ledger } = app.runtime;
  const marked = (id: string) => step('organisation', id, 'register-organisation', { name: id });
  for (const [place, each] of [
    ...[marked(exampleMark), ...northmoorSetUp, marked('example-place-end')],
  ].entries())
    await take(ledger, each, place);
});
afterAll(() => app.stop());

const status = async (who: string): Promise<number> =>
  (await new Client(app, who).get('funds/northmoor/health')).status;
const today = new Date().toISOString().slice(0, 10);

it('is joined by its people at the next start, once', async () => {
  expect(await status('priya')).toBe(403);
  await loadExample(app.runtime.store, today);
  await app.runtime.runner.progress.until((await app.runtime.store.head()).number, 240_000);
  expect([await status('priya'), await status('amina')]).toEqual([200, 200]);
  const { number } = await app.runtime.store.head();
  await loadExample(app.runtime.store, today);
  expect((await app.runtime.store.head()).number).toBe(number);
});

it('leaves those alone whose appointment was ended', async () => {
  const cause = { cause: 'Tried out' };
  await new Client(app, 'nadia').done('appointments/GB-LAE-NMR-owen/end-appointment', cause);
  await loadExample(app.runtime.store, today);
  expect(await status('owen')).toBe(403);
});

it('says on every page that it is an example, to whoever reads it', async () => {
  for (const who of [undefined, 'femi', 'grace', 'priya', 'nadia']) {
    const browser = new Browsing(app.url);
    if (who !== undefined) await browser.signIn(who);
    for (const path of ['/', '/nowhere'])
      expect([
        who,
        path,
        (await (await browser.get(path)).text()).includes('Example place.'),
      ]).toEqual([who, path, true]);
  }
});
