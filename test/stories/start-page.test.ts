import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** The start page judges a fund as the fund's own page does, also days after the last event. */
let app: App;
let today = '2026-04-01';

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00Z`), 'council');
  const client = new Client(app);
  const ask = (command: string, body: object): Promise<object> =>
    client.done(`funds/pool/${command}`, body);
  await ask('establish-fund', { name: 'Pool', kind: 'single', host: 'council' });
  await ask('open-source', {
    source: 'council',
    name: 'Council',
    role: 'partner',
    organisation: 'council',
  });
  await ask('pledge-contribution', {
    contribution: 'c',
    source: 'council',
    year: '2026-27',
    amount: '100.00',
    schedule: { parts: 1, firstDue: '2026-04-01' },
  });
  await ask('confirm-contribution', { contribution: 'c', evidence: 'Budget resolution' });
});
afterAll(() => app.stop());

it('says for how many days an instalment has been overdue today', async () => {
  today = '2026-05-23';
  const overdue = async (path: string): Promise<string | undefined> =>
    /oldest for \d+ days?/.exec(await (await new Client(app).fetch(path)).text())?.[0];
  expect(await overdue('/funds/pool')).toBe('oldest for 52 days');
  expect(await overdue('/')).toBe('oldest for 52 days');
});

it('calls a fund neither well nor ill while no money is recorded of it', async () => {
  await new Client(app).done('funds/empty/establish-fund', {
    ...{ name: 'Empty', kind: 'single', host: 'council' },
  });
  const page = await (await new Client(app).fetch('/funds/empty')).text();
  expect(page).toMatch(/Not known[\s\S]*No money is recorded yet/);
});
