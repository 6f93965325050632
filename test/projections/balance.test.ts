import { pino } from 'pino';
import { migrate, openRuntime, type Runtime } from '#apps/service/runtime.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { lastDayOf } from '#contracts/financial-year.js';
import { Balances } from '#libs/ledger/balances.js';
import { postings } from '#libs/ledger/postings.js';
import { fillLog } from '#test/bench/fill-log.js';
import { funds, history, randomFrom, schemes, sources, years } from '#test/bench/history.js';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';

const events = [...history(4_000)];
const [fund = ''] = funds;

let database: FreshDatabase;
let runtime: Runtime;

beforeAll(async () => {
  database = await freshDatabase();
  await migrate(database.url);
  await fillLog(database.url, events);
  const now = (): Date => new Date('2040-01-01T00:00:00Z');
  runtime = await openRuntime(database.url, pino({ level: 'warn' }), { now });
  if (!(await runtime.runner.progress.until(events.length, 60_000)))
    throw new Error('the runner lags');
});

afterAll(async () => {
  await runtime.stop();
  await database.drop();
});

describe('one balance as known at a number', () => {
  it('is the sum of the postings up to that number and day, whatever was asked', async () => {
    const random = randomFrom(7);
    const one = <Of>(of: readonly Of[]): Of => of[Math.floor(random() * of.length)] as Of;
    let different = 0;
    for (let times = 0; times < 60; times += 1) {
      const number = 1 + Math.floor(random() * events.length);
      const effectiveOn = one([undefined, '2026-12-15', '2027-05-31', lastDayOf(one(years))]);
      const asked = {
        account: one(['cash:expenditure', 'budget:committed:confirmed']),
        scheme: schemes.slice(0, 1 + Math.floor(random() * schemes.length)),
        source: one(sources),
        year: one(years),
      };
      const expected = Balances.of(
        events
          .slice(0, number)
          .flatMap((event) => postings(asDomainEvent(event)))
          .filter(
            ({ on, effective }) =>
              on.fund === fund && (effectiveOn === undefined || effective <= effectiveOn),
          ),
      ).sum(asked);
      const { pence, moment } = await runtime.reading.balance(fund, asked, {
        asKnownAt: String(number),
        effectiveOn,
      });
      expect([moment.number, pence]).toEqual([number, expected]);
      if (pence !== 0n) different += 1;
    }
    expect(different).toBeGreaterThan(20);
  });

  it('is nothing where nothing was posted', async () => {
    const { pence } = await runtime.reading.balance(fund, { scheme: 'no-such' }, {});
    expect(pence).toBe(0n);
  });
});
