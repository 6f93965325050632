import type { FundEvent } from '#contracts/events/fund.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { herfindahlHirschman, percentage } from '#libs/money/rate.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { describeSharedData, sharedBytes, sharedFiles } from '../support/shared-data.js';

/** Published files, through the public importer, to the penny: the totals of the data's own README. */
describeSharedData('published files', () => {
  let app: App;
  let client: Client;
  beforeAll(async () => {
    app = await startApp(undefined, 'a-council');
    client = new Client(app);
  });
  afterAll(() => app.stop());

  const establish = (fund: string): Promise<Body> =>
    client.done(`funds/${fund}/establish-fund`, { name: fund, kind: 'pooled', host: 'a-council' });

  type Published = Extract<FundEvent, { type: 'PaymentRecorded' }>;

  /** What a fund's stream holds of published rows: payments, unless other income is asked for. */
  async function recorded(fund: string, type = 'PaymentRecorded'): Promise<Published[]> {
    const rows: Published[] = [];
    for await (const event of app.runtime.store.readStream(`fund-${fund}`))
      if (event.type === type) rows.push(event as unknown as Published);
    return rows;
  }

  /** With all that was recorded so far: a store that is quick leaves the views behind for a while. */
  async function balances(fund: string, query: string): Promise<Record<string, string>[]> {
    const { store, runner } = app.runtime;
    await runner.progress.until((await store.head()).number, 60_000);
    const { body } = await client.get(`funds/${fund}/balances?${query}`);
    return body['balances'] as unknown as Record<string, string>[];
  }

  describe('the pooled fund of Leeds, 24 months', () => {
    let reports: Body[];
    beforeAll(async () => {
      await establish('leeds');
      reports = [];
      for (const file of sharedFiles('payments-leeds-pooled'))
        reports.push(await client.upload('leeds', 'spending', file));
    });

    it('has 15,443 rows, all recorded, 97,169,520.16 in total', () => {
      const sum = (name: string): number =>
        reports.reduce((all, report) => all + Number(report[name]), 0);
      expect([sum('rowsIn'), sum('recorded'), sum('quarantined')]).toEqual([15_443, 15_443, 0]);
    });

    it('spent 35,808,247.97 in 2011-12 and 61,361,272.19 in 2012-13', async () => {
      expect(await balances('leeds', 'account=cash:expenditure&by=year')).toEqual([
        { year: '2011-12', amount: '35808247.97' },
        { year: '2012-13', amount: '61361272.19' },
      ]);
    });

    it('left out 4,296,539.51 of redacted suppliers, and names 334', async () => {
      const providers = await balances('leeds', 'account=cash:expenditure&by=provider');
      expect(providers.filter(({ provider }) => provider !== 'redacted')).toHaveLength(334);
      expect(providers.find(({ provider }) => provider === 'redacted')?.['amount']).toBe(
        '4296539.51',
      );
    });

    it('is concentrated as its README says: HHI 289.857, the five largest 30.235 %', async () => {
      const named = (await balances('leeds', 'account=cash:expenditure&by=provider'))
        .filter(({ provider }) => provider !== 'redacted')
        .map(({ amount }) => parsePence(amount ?? ''))
        .sort((a, b) => (a > b ? -1 : 1));
      expect(herfindahlHirschman(named, 3)).toBe('289.857');
      expect(percentage(sumPence(named.slice(0, 5)), sumPence(named), 3)).toBe('30.235');
      const { body } = await client.get('funds/leeds/health');
      expect(body).toMatchObject({
        spendingConcentration: { hhi: '289.86', fiveLargest: '30.24' },
        fundedUntil: { state: 'not computable' },
        years: [
          { year: '2011-12', actual: { amount: '35808247.97' } },
          { year: '2012-13', actual: { amount: '61361272.19' } },
        ],
      });
    });

    it('keeps each row as it was published', async () => {
      const payments = await recorded('leeds');
      const count = (test: (payment: Published) => boolean): number => payments.filter(test).length;
      expect(payments).toHaveLength(15_443);
      expect(count(({ effective }) => effective < '2012-04-01')).toBe(5_484);
      expect(count(({ effective }) => effective >= '2012-04-01')).toBe(9_959);
      expect(count(({ data }) => data.provider === 'redacted')).toBe(2_515);
      expect(count(({ data }) => data.net.startsWith('-'))).toBe(0);
      expect(new Set(payments.map(({ data }) => data.reference)).size).toBe(15_443);
      expect(
        count(
          ({ data }) =>
            data.published['division']?.startsWith('Jcs For People With Learning') ?? false,
        ),
      ).toBe(14_509);
      expect(
        count(
          ({ data }) =>
            data.published['division']?.startsWith('Leeds Community Equip Store') ?? false,
        ),
      ).toBe(934);
    });

    it('counts what is odd about the rows: 59 ragged ones, no number that repeats', () => {
      const counts = reports.map((report) => report['counts'] as unknown as Record<string, number>);
      const sum = (name: string): number =>
        counts.reduce((all, each) => all + (each[name] ?? NaN), 0);
      expect(sum('raggedRows')).toBe(59);
      expect(sum('redactedRows')).toBe(2_515);
      expect(sum('repeatedTransactionNumbers')).toBe(0);
    });

    it('is paid at once, from schemes and sources that the files do not name', async () => {
      expect(await balances('leeds', 'by=account')).toEqual([
        { account: 'budget:scheme:confirmed', amount: '-97169520.16' },
        { account: 'budget:spent:confirmed', amount: '97169520.16' },
        { account: 'cash:expenditure', amount: '97169520.16' },
        { account: 'cash:held', amount: '-97169520.16' },
      ]);
    });

    it('is not changed by the same file again, whatever its name', async () => {
      const { body: before } = await client.get('funds');
      const [first] = sharedFiles('payments-leeds-pooled').filter((file) =>
        file.endsWith('2012-05.csv'),
      );
      const again = await client.upload('leeds', 'spending', first ?? '', '&file=renamed.csv');
      expect(again).toMatchObject({ repeated: true, quarantined: 0 });
      const { body: after } = await client.get('funds');
      expect(after['number']).toBe(before['number']);
    });
  });

  describe('Calderdale, July 2022', () => {
    const file = 'payments-calderdale/2022-07.csv';

    it('is reported by a dry run before anything is recorded', async () => {
      await establish('calderdale');
      const { body: before } = await client.get('funds');
      const report = await client.upload('calderdale', 'spending', file, '&dryRun=true');
      expect(report).toMatchObject({
        dryRun: true,
        rowsIn: 1582,
        recorded: 1582,
        quarantined: 0,
        total: '14948409.24',
        mapping: { amount: 'Net Amount' },
      });
      const { body: after } = await client.get('funds');
      expect(after['number']).toBe(before['number']);
    });

    it('has 1,582 rows, 14,948,409.24 net; client income of 288,555.99 is no credit note', async () => {
      const report = await client.upload('calderdale', 'spending', file);
      expect(report).toMatchObject({
        rowsIn: 1582,
        recorded: 1582,
        quarantined: 0,
        total: '14948409.24',
      });
      expect(
        await balances(
          'calderdale',
          'account=cash:income:other,cash:expenditure,cash:held&by=account',
        ),
      ).toEqual([
        { account: 'cash:expenditure', amount: '15236965.23' },
        { account: 'cash:held', amount: '-14948409.24' },
        { account: 'cash:income:other', amount: '-288555.99' },
      ]);
    });

    it('has 22 credit notes, 98 rows that name a voluntary body, and no VAT that applies', async () => {
      const payments = await recorded('calderdale');
      const credits = payments.filter(({ data }) => data.net.startsWith('-'));
      expect(credits).toHaveLength(89 - 67);
      expect(formatPence(sumPence(credits.map(({ data }) => parsePence(data.net))))).toBe(
        '-41879.02',
      );
      const rows = [...payments, ...(await recorded('calderdale', 'OtherIncomeRecorded'))];
      expect(rows.filter(({ data }) => data.published['vcse'] === 'yes')).toHaveLength(98);
      expect(new Set(payments.map(({ data }) => data.irrecoverableVat))).toEqual(
        new Set(['not-applicable']),
      );
    });

    it('is refused under other settings once it is recorded', async () => {
      const answer = await client.send(
        'calderdale',
        'spending',
        sharedBytes(file),
        '&mapping={"supplier":"Supplier ID"}',
      );
      expect(answer).toMatchObject({
        status: 409,
        body: { type: 'urn:common-purse:problem:imported-otherwise' },
      });
    });
  });

  describe('the grants of Power to Change', () => {
    let report: Body;
    beforeAll(async () => {
      await establish('power-to-change');
      report = await client.upload(
        'power-to-change',
        '360giving',
        'grants-360giving/power-to-change.json',
      );
    });

    it('are 870, 51,625,696.54 to 694 recipients', async () => {
      expect(report).toMatchObject({
        rowsIn: 870,
        recorded: 870,
        quarantined: 0,
        total: '51625696.54',
      });
      const { body } = await client.get('funds/power-to-change');
      const awards = body['awards'] as unknown as Record<string, unknown>[];
      expect(awards).toHaveLength(870);
      expect(new Set(awards.map(({ provider }) => provider)).size).toBe(694);
      expect(
        awards.filter(
          ({ start, end, statedMonths }) => start === null && end === null && statedMonths === null,
        ),
      ).toHaveLength(218);
    });

    it('are committed as awarded, and 9 that were paid more are kept and flagged', async () => {
      const { body } = await client.get('funds/power-to-change');
      const flags = body['flags'] as unknown as Record<string, unknown>[];
      expect(
        new Set(flags.filter(({ kind }) => kind === 'over-award').map(({ award }) => award)).size,
      ).toBe(9);
      expect(
        await balances(
          'power-to-change',
          'account=budget:committed:confirmed,budget:matched:confirmed&by=nature',
        ),
      ).toEqual([{ nature: 'unknown', amount: '51625696.54' }]);
    });
  });
});
