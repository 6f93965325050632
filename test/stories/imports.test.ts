import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { describeSharedData, sharedBytes, sharedFiles } from '../support/shared-data.js';

/** Published files, through the public importer, to the penny: the totals of the data's own README. */
describeSharedData('published files', () => {
  let app: App;
  let client: Client;
  beforeAll(async () => {
    app = await startApp();
    client = new Client(app);
  });
  afterAll(() => app.stop());

  const establish = (fund: string): Promise<Body> =>
    client.done(`funds/${fund}/establish-fund`, { name: fund, kind: 'pooled', host: 'a-council' });

  async function balances(fund: string, query: string): Promise<Record<string, string>[]> {
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
    }, 120_000);

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
    }, 60_000);

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
