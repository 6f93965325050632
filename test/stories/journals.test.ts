import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { northmoorDelegation, northmoorMove } from '#apps/service/example/northmoor-moves.js';
import { byDay, type Step } from '#apps/service/example/step.js';
import { journalFormats, type JournalFormat } from '#libs/interchange/journal.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { randomFrom } from '#test/bench/history.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { asked, describeJournalTools, toolBalances } from '../support/journal-tools.js';
import { balancesAsNamed, journalIn } from '../support/journals.js';
import { northmoorClosing, northmoorYear } from '../support/northmoor-year-end.js';
import { describeSharedData, sharedFiles } from '../support/shared-data.js';
import { routeOf } from '../support/told-over-http.js';

/** Programs that others wrote find the balances that we find, of every account and at any number. */
const pastNumbers = 10;

let app: App;
let client: Client;
let folder: string;
let today = '2026-04-01';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'purse-journals-'));
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  client = new Client(app);
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

async function viewsUpToDate(): Promise<number> {
  const { store, runner } = app.runtime;
  const { number } = await store.head();
  await runner.progress.until(number, 60_000);
  return number;
}

const journalFile = (fund: string, format: JournalFormat, query = ''): Promise<string> =>
  journalIn(folder, client, fund, format, query);
const ourBalances = (fund: string, query = ''): Promise<Record<string, string>> =>
  balancesAsNamed(client, fund, query);

/** At the end, and at random numbers since the fund was established: printed, so that they can be asked again. */
async function expectSameEverywhere(
  fund: string,
  seed: number,
  leastAccounts: number,
): Promise<void> {
  const head = await viewsUpToDate();
  const { body } = await client.get(`funds/${fund}`);
  const since = Number((body['fund'] as unknown as Record<string, string>)['number']);
  const random = randomFrom(seed);
  const numbers = Array.from(
    { length: pastNumbers },
    () => since + Math.floor(random() * (head - since)),
  );
  console.log(`${fund}, seed ${seed}: journals as known at ${[...numbers, head].join(', ')}`);
  for (const number of [...numbers, head]) {
    const at = `&asKnownAt=${number}`;
    const ours = await ourBalances(fund, at);
    if (number === head) expect(Object.keys(ours).length).toBeGreaterThan(leastAccounts);
    for (const format of journalFormats) {
      const file = await journalFile(fund, format, at);
      expect({ number, format, balances: await toolBalances(format, file) }).toEqual({
        ...{ number, format, balances: ours },
      });
    }
  }
}

describeJournalTools('journals of the worked story', () => {
  beforeAll(async () => {
    const steps: readonly Step[] = [
      ...[...northmoorSetUp, ...northmoorAwards, northmoorDelegation],
      ...[...northmoorMove, ...northmoorYear].sort(byDay),
      northmoorClosing,
    ];
    for (const step of steps) {
      if (step.body.effective > today) today = step.body.effective;
      await new Client(app, step.by).done(routeOf(step), step.body);
    }
    await viewsUpToDate();
  });

  it('hold our balances of every account, at the end and at ten past numbers', async () => {
    await expectSameEverywhere('northmoor', 20270430, 100);
  });

  it.each(journalFormats)(
    'can be asked by what is no part of the name of an account: %s',
    async (format) => {
      const file = await journalFile('northmoor', format);
      const { body } = await client.get(
        `funds/northmoor/balances?account=cash:expenditure&by=provider,award,relatesTo`,
      );
      const balances = body['balances'] as unknown as Record<string, string>[];
      const some = balances.filter(({ award }) => award === 'harbour-lights');
      expect(some.length).toBeGreaterThan(0);
      const query =
        format === 'hledger'
          ? ['acct:^cash:expenditure:', 'tag:^award$=^harbour-lights$']
          : ['^cash:expenditure:', 'and', '%award=/^harbour-lights$/'];
      const found = await toolBalances(format, file, ...query);
      expect(sum(Object.values(found))).toBe(sum(some.map(({ amount }) => amount ?? '')));
    },
  );

  it.each(journalFormats)(
    'leaves out what took effect later, and a book, and says so: %s',
    async (format) => {
      const day = '2026-12-31';
      const file = await journalFile('northmoor', format, `&effectiveOn=${day}&book=cash`);
      const ours = await ourBalances('northmoor', `&effectiveOn=${day}`);
      const cash = Object.entries(ours).filter(([account]) => account.startsWith('cash:'));
      expect(await toolBalances(format, file)).toEqual(Object.fromEntries(cash));
      const text = await readFile(file, 'utf8');
      const sums =
        /^; cash:held: written (.*), left out as later than 2026-12-31 (.*), in the ledger (.*)$/m;
      const [, written = '', later = '', inLedger = ''] = sums.exec(text) ?? [];
      expect(sum([written, later])).toBe(inLedger);
      expect(later).not.toBe('0.00');
      const { body } = await client.get('funds/northmoor/balances?account=cash:held&by=account');
      expect(body['balances']).toEqual([{ account: 'cash:held', amount: inLedger }]);
    },
  );

  it.each([
    ['northmoor/journal?format=beancount', 400, 'invalid-request'],
    ['northmoor/journal?format=ledger&book=savings', 400, 'invalid-request'],
    ['nowhere/journal?format=ledger', 404, 'not-found'],
    ['northmoor/journal?format=ledger&asKnownAt=1', 404, 'not-found'],
    ['northmoor/journal?format=ledger&asKnownAt=999999', 422, 'not-reached'],
    ['northmoor/journal?format=ledger&asKnownAt=2019-01-01', 422, 'before-the-log'],
  ])('are refused where %s cannot be answered', async (path, status, problem) => {
    expect(await client.get(`funds/${path}`)).toMatchObject({
      status,
      body: { type: `urn:common-purse:problem:${problem}` },
    });
  });

  it('leads back to the events, by their numbers', async () => {
    const file = await journalFile('northmoor', 'hledger');
    const text = await asked('hledger', file, 'register', '-O', 'csv', 'acct:^cash:expenditure:');
    const [, numbered = ''] = /^"\d+","[\d-]+","(\d+)"/m.exec(text) ?? [];
    const { body } = await client.get(`events/${numbered}`);
    expect(body['event']).toMatchObject({ stream: 'fund-northmoor' });
  });
});

const sum = (amounts: readonly string[]): string => formatPence(sumPence(amounts.map(parsePence)));

describeSharedData('journals of the pooled fund of Leeds', () => {
  describeJournalTools('read by others', () => {
    beforeAll(async () => {
      await client.done('funds/leeds/establish-fund', {
        ...{ name: 'leeds', kind: 'pooled', host: 'GB-LAE-NMR' },
      });
      for (const file of sharedFiles('payments-leeds-pooled'))
        await client.upload('leeds', 'spending', file);
      await viewsUpToDate();
    });

    it('hold our balances of every account, at the end and at ten past numbers', async () => {
      await expectSameEverywhere('leeds', 20130331, 7);
    });
  });
});
