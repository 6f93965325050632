import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { Balances } from '#libs/ledger/balances.js';
import { postings } from '#libs/ledger/postings.js';
import type { Pence } from '#libs/money/pence.js';
import { booksOf, journal, type JournalOf } from './journal.js';
import { journalAccount, tagValue } from './journal-names.js';

const example = (file: string, number: number, revision: number): RecordedEvent => ({
  ...(JSON.parse(
    readFileSync(new URL(`../../contracts/examples/${file}`, import.meta.url), 'utf8'),
  ) as RecordedEvent),
  ...{ number, revision, recorded: '2027-05-10T09:00:00.000000Z' },
});
const paid = example('ExpenditurePaid.v1.json', 412, 200);

const stream = (events: readonly RecordedEvent[]): AsyncIterable<RecordedEvent> =>
  Readable.from(events);

const balancesOf = (events: readonly RecordedEvent[]): Map<string, Pence> =>
  new Map(
    Balances.of(events.flatMap((event) => postings(asDomainEvent(event))))
      .groupBy('account')
      .map(({ key, balances }) => [key.account, balances.sum()]),
  );

async function written(
  events: readonly RecordedEvent[],
  of: Partial<JournalOf> = {},
): Promise<string> {
  let text = '';
  const pieces = journal(stream(events), {
    ...{ fund: 'northmoor', format: 'hledger', books: booksOf('all'), number: 500 },
    ...{ recorded: null, effectiveOn: null, balances: balancesOf(events), ...of },
  });
  for await (const piece of pieces) text += piece;
  return text;
}

/** What stands between the heading and the sums. */
const body = (text: string): string =>
  text.slice(text.indexOf('commodity'), text.indexOf('\n; Sums'));

describe('a journal', () => {
  it('holds a transaction for an event and book, with what leads back to the log', async () => {
    expect(body(await written([paid]))).toMatchInlineSnapshot(`
      "commodity GBP 1000.00

      2026-08-14=2027-05-10 (412) ExpenditurePaid
          ; number: 412
          ; stream: fund-northmoor
          ; revision: 200
          ; fund: northmoor
          ; period: 2026-08
          ; relates-to: 2026-27
          ; nature: revenue
          ; scheme: navigators
          ; award: harbour-lights
          ; provider: GB-COH-19990001
          ; area: E06000999
          cash:held:2026-27:revenue:council:navigators  GBP -31818.18
          ; source: council
          cash:creditor:2026-27:revenue:council:navigators  GBP 31818.18
          ; source: council
          cash:held:2026-27:revenue:icb:navigators  GBP -18181.82
          ; source: icb
          cash:creditor:2026-27:revenue:icb:navigators  GBP 18181.82
          ; source: icb
      "
    `);
  });

  it('says for ledger in other words what the commodity is, and nothing else', async () => {
    const ofLedger = await written([paid], { format: 'ledger' });
    const ofHledger = await written([paid]);
    expect(ofLedger).toContain('commodity GBP\n    format GBP 1000.00\n');
    const plain = (text: string): string => text.slice(text.indexOf('1000.00'));
    expect(plain(ofLedger)).toBe(plain(ofHledger));
  });

  it('has a transaction for each day on which an event has effect', async () => {
    const confirmed = example('ContributionConfirmed.v2.json', 7, 6);
    const days = [...(await written([confirmed])).matchAll(/^(\d{4}-\d{2}-\d{2})=2027-05-10 /gm)];
    expect(new Set(days.map(([, day]) => day))).toContain('2029-06-01');
  });

  it('ends at its number, also where the ledger goes on', async () => {
    const later = { ...paid, number: 600, revision: 201 };
    const text = await written([paid, later], { balances: balancesOf([paid]) });
    expect(text).toContain('(412)');
    expect(text).not.toContain('(600)');
  });

  it('names what it leaves out, by account and reason', async () => {
    const [effective] = [paid.effective];
    const before = await written([paid], { effectiveOn: '2026-01-01' });
    expect(before).not.toContain(effective + '=');
    expect(before).toMatch(/^; cash:held: written 0\.00, left out as later than 2026-01-01 -/m);
    const budget = await written([paid], { books: booksOf('budget') });
    expect(budget).toMatch(/^; cash:held: written 0\.00, left out as of another book -/m);
  });

  it('is not finished where the ledger says otherwise than its events', async () => {
    const balances = balancesOf([paid]);
    balances.set('cash:held', (balances.get('cash:held') ?? 0n) + 1n);
    await expect(written([paid], { balances })).rejects.toThrow(
      /the journal does not add up: cash:held is -?[\d.]+ in the ledger, and -?[\d.]+ by its events/,
    );
    await expect(
      written([paid], { balances: new Map([...balancesOf([paid]), ['cash:lost', 5n]]) }),
    ).rejects.toThrow('cash:lost is 0.05 in the ledger, and 0.00 by its events');
  });
});

describe('names in a journal', () => {
  const [posting] = postings(asDomainEvent(paid));
  const on = posting?.on;
  if (!on) throw new Error('nothing was posted');

  it.each([
    ['name:several', 'name~several'],
    ['two  spaces; and = more', 'two%20%20spaces%3B%20and%20%3D%20more'],
    ['2026-04-01', '2026-04-01'],
    ['Tŷ Hafan', 'T%C5%B7%20Hafan'],
    ['~50%', '%7E50%25'],
    ['😀', '%F0%9F%98%80'],
  ])('write %s so that it can be read backwards', (source, escaped) => {
    const account = journalAccount({ ...on, account: 'cash:held', source, scheme: 'none' });
    expect(account.split(':').at(-2)).toBe(escaped);
    expect(decodeURIComponent(escaped.replaceAll('~', ':'))).toBe(source);
    expect(decodeURIComponent(tagValue(source))).toBe(source);
  });

  it('are as long as an identifier can be, and never so long that ledger would stop', () => {
    const name = (source: string): string => journalAccount({ ...on, source });
    expect(name(`a${':'.repeat(119)}`)).toContain(`:a${'~'.repeat(119)}:`);
    expect(() => name('é'.repeat(60))).toThrow(/360 characters, 1 to 255 are possible/);
    expect(() => name('')).toThrow(RangeError);
  });
});
