import { reshape } from '#projections/runner/reshape.js';
import { shapeOfViews } from '#projections/runner/shape.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
  await new Client(app).done('organisations/one/register-organisation', { name: 'One' });
  await app.runtime.reading.moment({});
});
afterAll(() => app.stop());

const facts = 'select count(*)::int as count from views_blue.fact';

it('show nothing to a reader who does not say for whom', async () => {
  const [row] = await app.runtime.models.query<{ count: number }[]>(facts);
  expect(row?.count).toBe(0);
  const seen = await app.runtime.models.transaction(async (manager) => {
    await manager.query(`select set_config('purse.viewer', '{"everything":true}', true)`);
    return manager.query<{ count: number }[]>(facts);
  });
  expect(seen[0]?.count).toBeGreaterThan(1);
});

it('can be changed by no reader', async () => {
  await expect(app.runtime.models.query('delete from views_blue.fact')).rejects.toThrow(
    /permission denied/,
  );
  await expect(app.runtime.models.query('select * from log.secret')).rejects.toThrow(
    /permission denied/,
  );
});

it('are not ready for readers once another release has made them, and are again when they are ours', async () => {
  const { store, views, runner } = app.runtime;
  const madeBy = async (shape: string): Promise<void> => {
    await reshape(store, views, shape, () => undefined);
    await new Client(app).done(`organisations/${shape.slice(0, 9)}/register-organisation`, {
      name: shape,
    });
  };
  const ready = async (): Promise<[number, unknown]> => {
    const answer = await fetch(`${app.url}/health/ready`);
    return [answer.status, await answer.json()];
  };
  expect(await ready()).toMatchObject([200, { ready: true }]);
  await madeBy('another-one');
  while (!runner.progress.areOfAnother) await new Promise((done) => setTimeout(done, 20));
  expect(await ready()).toMatchObject([
    503,
    { ready: false, detail: expect.stringContaining('Another release has made the views') },
  ]);

  await madeBy(shapeOfViews());
  await app.runtime.reading.moment({});
  expect(await ready()).toMatchObject([200, { ready: true }]);
});
