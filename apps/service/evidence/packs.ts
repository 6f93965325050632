import { kindOf, streamOf } from '#contracts/events/all.js';
import type { Json, RecordedEvent } from '#contracts/envelope.js';
import { packEntries, type Shown } from '#libs/evidence/entries.js';
import type { PackOf } from '#libs/evidence/writer.js';
import { PackWriter } from '#libs/evidence/writer.js';
import type { EventStore } from '#libs/event-store/port.js';
import { parseCheckpoint } from '#libs/transparency/checkpoint.js';
import { parseNote } from '#libs/transparency/note.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { readStatement } from '#projections/statements/read-statement.js';
import { formOf } from '../log/made-from.js';
import type { TransparencyLog } from '../log/transparency-log.js';
import { entrySource } from './entry-source.js';

/** What packs are made from. */
export interface PackSources {
  readonly store: EventStore;
  readonly reading: Reading;
  readonly transparency: TransparencyLog;
}

/** A pack on its way: what it is of, and its text piece by piece. */
export interface Pack {
  readonly of: PackOf;
  readonly pieces: AsyncIterable<string>;
}

/** Told of the entries that are written. */
export type OnEntries = (done: number) => void;

/**
 * The pack of a statement that was issued: its fund's stream up to the checkpoint, and every other
 * stream that it rests on up to where the issuing event says. Refuses what was never issued.
 * @param kept sizes of checkpoints whose roots it is to show
 */
export async function fundPack(
  { store, reading, transparency }: PackSources,
  fund: string,
  statement: string,
  kept: readonly number[] = [],
  onEntries?: OnEntries,
): Promise<Pack> {
  const { facts } = await reading.terms(fund, {});
  const found = facts.get('statement', statement);
  if (!found) throw refuse('not-found', { what: 'statement', id: statement, where: 'the fund' });
  const { kind, year, quarter, asKnownAt, effectiveOn, format, sha256, streams } = found.attributes;
  const made = await readStatement(
    reading,
    fund,
    { kind, year, quarter },
    { asKnownAt: String(asKnownAt), effectiveOn: effectiveOn ?? undefined },
    formOf(format, transparency),
  );
  if (made.sha256 !== sha256)
    throw refuse('statement-not-reproduced', { statement, issued: sha256, made: made.sha256 });
  const { note, size } = await covering(transparency, found.number);
  const own = streamOf('fund', fund);
  const numbers: number[] = [];
  for (const { stream, revision } of streams)
    for await (const event of store.readStream(stream)) {
      if (event.number > size || (stream !== own && event.revision > revision)) break;
      numbers.push(event.number);
    }
  const { origin } = transparency;
  return packed(
    { store, transparency },
    { kind: 'fund', origin, size, fund, provider: null, statement },
    { numbers: numbers.sort((a, b) => a - b), size, cuts: [asKnownAt, ...kept] },
    { note, document: made.text, onEntries },
  );
}

/**
 * The pack of what concerns a provider in a fund: what the fund recorded of it, and its awards from
 * when they were its own. It proves inclusion and no more.
 */
export async function providerPack(
  { store, reading, transparency }: PackSources,
  fund: string,
  provider: string,
  kept: readonly number[] = [],
  onEntries?: OnEntries,
): Promise<Pack> {
  const { facts, moment } = await reading.terms(fund, {});
  const awards = facts
    .list('commitment')
    .filter((commitment) => commitment.provider === provider)
    .map(({ id, attributes }) => `${attributes.kind}-${id}`);
  const { note, size } = await covering(transparency, moment.number);
  const numbers: number[] = [];
  for (const stream of [streamOf('fund', fund), ...awards])
    for (const number of await concerning(store, stream, provider, size)) numbers.push(number);
  if (numbers.length === 0)
    throw refuse('not-found', { what: 'provider', id: provider, where: 'the fund' });
  const { origin } = transparency;
  return packed(
    { store, transparency },
    { kind: 'provider', origin, size, fund, provider, statement: null },
    { numbers: numbers.sort((a, b) => a - b), size, cuts: kept },
    { note, onEntries },
  );
}

/** Every event of the log, up to a checkpoint that covers its end. */
export async function backupPack(
  { store, transparency }: Pick<PackSources, 'store' | 'transparency'>,
  onEntries?: OnEntries,
): Promise<Pack> {
  const { number } = await store.head();
  if (number === 0) throw refuse('not-found', { what: 'event', id: '1', where: 'the log' });
  const { note, size } = await covering(transparency, number);
  const { origin } = transparency;
  return packed(
    { store, transparency },
    { kind: 'backup', origin, size, fund: null, provider: null, statement: null },
    { size, cuts: [] },
    { note, onEntries },
  );
}

async function covering(
  log: TransparencyLog,
  number: number,
): Promise<{ readonly note: string; readonly size: number }> {
  const note = await log.checkpointCovering(number);
  const { size } = parseCheckpoint(parseNote(note).text);
  return { note: (await log.cosigned(size)) ?? note, size };
}

/** Events of a stream that are a provider's own: in an award's, all from when it was the provider's. */
async function concerning(
  store: EventStore,
  stream: string,
  provider: string,
  size: number,
): Promise<readonly number[]> {
  const ofAward = kindOf(stream) !== 'fund';
  let numbers: number[] = [];
  let its = false;
  for await (const event of store.readStream(stream)) {
    if (event.number > size) break;
    const named = namesProvider(event, provider);
    if (ofAward && ['ContractNovated', 'GrantNovated'].includes(event.type)) {
      its = named;
      if (named) numbers = [];
    }
    its ||= named;
    if (named || (ofAward && its)) numbers.push(event.number);
  }
  return numbers;
}

const namesProvider = ({ data }: RecordedEvent, provider: string): boolean =>
  [data['provider'], data['to'], recodedTo(data['is'])].includes(provider);

/** Under which identifier of its provider spending is since it was recoded. */
const recodedTo = (is: Json | undefined): Json | undefined =>
  is !== null && typeof is === 'object' && 'provider' in is ? is['provider'] : undefined;

function packed(
  { store, transparency }: Pick<PackSources, 'store' | 'transparency'>,
  of: PackOf,
  shown: Shown,
  parts: {
    readonly note: string;
    readonly document?: string;
    readonly onEntries?: OnEntries | undefined;
  },
): Pack {
  const { note, document, onEntries } = parts;
  async function* pieces(): AsyncGenerator<string, void> {
    const writer = new PackWriter(of);
    const trusted = await transparency.trusted();
    const source = entrySource(store, transparency.tiles, of.size);
    yield writer.begin(document);
    for await (const piece of packEntries(writer, source, shown)) {
      yield piece;
      onEntries?.(writer.written);
    }
    yield writer.end(note, trusted);
  }
  return { of, pieces: pieces() };
}
