import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { fundJournal } from '#apps/service/exports/fund-journal.js';
import { asDomainEvent, streamOf } from '#contracts/events/all.js';
import type { EventStore } from '#libs/event-store/port.js';
import { booksOf, journalFormats, type JournalFormat } from '#libs/interchange/journal.js';
import { journalAccount } from '#libs/interchange/journal-names.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Reading } from '#projections/reading/reading.js';
import { isInstalled, toolBalances } from '../support/journal-tools.js';
import { funds } from './history.js';
import { inTurn, secondsOf } from './measure.js';
import { withReading } from './open-reading.js';
import type { Place } from './place.js';
import { rounded, type Row, type Size } from './row.js';

type Balances = Readonly<Record<string, string>>;

/**
 * The balance of every account of one fund: ours, summed from its events and asked of the views, and
 * what hledger and ledger find in its journal. Each time all of them must be the same to the penny.
 */
export function journals({ folder }: Place, { runs }: Size, url: string): Promise<Row[]> {
  const [fund = ''] = funds;
  return withReading(url, async (reading, store) => {
    const own = mkdtempSync(join(folder, 'journals-'));
    try {
      const events = (await eventsOf(store, fund)).toLocaleString('en-GB');
      const expected = await ofViews(reading, fund);
      const timed = (find: () => Promise<Balances>) => () =>
        secondsOf(async () => requireSame(expected, await find()));
      const found = new Map<JournalFormat, () => Promise<number>>();
      for (const tool of journalFormats.filter(isInstalled)) {
        const file = join(own, `fund.${tool}`);
        const asked = { format: tool, books: booksOf('all') };
        const { pieces } = await fundJournal(store, reading, fund, asked, {});
        await pipeline(Readable.from(pieces), createWriteStream(file));
        found.set(
          tool,
          timed(() => toolBalances(tool, file)),
        );
      }
      const { summed, viewed, ...peers } = await inTurn<string>(runs, {
        summed: timed(() => ofEvents(store, fund)),
        viewed: timed(() => ofViews(reading, fund)),
        ...Object.fromEntries(found),
      });
      return journalFormats.flatMap((tool) => [
        rowOf(`balances of ${events} events, summed`, summed, tool, peers[tool]),
        rowOf(`balances of ${events} events, of the views`, viewed, tool, peers[tool]),
      ]);
    } finally {
      rmSync(own, { recursive: true });
    }
  });
}

function rowOf(work: string, ours = NaN, tool: JournalFormat, peer: number | undefined): Row {
  return {
    work: `${work}, beside ${tool}`,
    ours: `${rounded(ours)} s`,
    peer:
      peer === undefined
        ? `${tool} is not on this machine`
        : `${tool} reading its journal: ${rounded(peer)} s`,
    ratio: peer === undefined ? '' : `${(ours / peer).toFixed(2)} ×`,
    target: '',
    met: undefined,
  };
}

async function eventsOf(store: EventStore, fund: string): Promise<number> {
  let count = 0;
  for await (const { revision } of store.readStream(streamOf('fund', fund))) count = revision + 1;
  return count;
}

/** From the first event on, as whoever reads a journal does. */
async function ofEvents(store: EventStore, fund: string): Promise<Balances> {
  const sums = new Map<string, Pence>();
  for await (const event of store.readStream(streamOf('fund', fund)))
    for (const { on, pence } of postings(asDomainEvent(event))) {
      const account = journalAccount(on);
      sums.set(account, (sums.get(account) ?? 0n) + pence);
    }
  return written(sums);
}

async function ofViews(reading: Reading, fund: string): Promise<Balances> {
  const { balances } = await reading.fund(fund, {});
  const sums = new Map<string, Pence>();
  for (const row of balances.rows) {
    const account = journalAccount(row);
    sums.set(account, (sums.get(account) ?? 0n) + row.pence);
  }
  return written(sums);
}

/** As the tools write them: what comes to nothing is left out. */
const written = (sums: ReadonlyMap<string, Pence>): Balances =>
  Object.fromEntries(
    [...sums].flatMap(([account, pence]) => (pence === 0n ? [] : [[account, formatPence(pence)]])),
  );

function requireSame(expected: Balances, found: Balances): void {
  if (!isDeepStrictEqual(found, expected)) throw new Error('A balance is not what the views say.');
}
