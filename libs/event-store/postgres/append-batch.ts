import type { ClientBase, Pool } from 'pg';
import type { Committed } from '../group-commit.js';
import type { CheckedAppend } from '../limits.js';
import type { KnownKey } from '../port.js';
import { keyHash } from '../sql/key-hash.js';
import { knownKeys, type KnownRow } from './known-keys.js';

interface Answer {
  /** Null where nothing was appended. */
  readonly first_number: string | null;
  readonly refused: Readonly<Record<string, number>> | null;
  readonly known: readonly KnownRow[] | null;
}

/**
 * Appends a batch, in which each stream is one chain and each key stands once, by one call of
 * `log.append`: one statement, so one transaction and one trip. Should it refuse some streams, the
 * others are sent again without them.
 */
export async function appendBatch(
  writer: Pool | ClientBase,
  batch: readonly CheckedAppend[],
): Promise<Committed> {
  const refused = new Map<string, number>();
  const known = new Map<string, KnownKey>();
  let left = batch;
  while (left.length > 0) {
    const answer = await callAppend(writer, left);
    if (answer.first_number !== null) {
      return { firstNumber: Number(answer.first_number), refused, known };
    }
    for (const [stream, revision] of Object.entries(answer.refused ?? {})) {
      refused.set(stream, revision);
    }
    const keys = left.map(({ key }) => key);
    for (const [key, place] of knownKeys(keys, answer.known ?? [])) known.set(key, place);
    left = without(left, refused, known);
  }
  return { firstNumber: 0, refused, known };
}

/** Drops the streams in conflict, and those of known keys: these are where they were expected. */
function without(
  batch: readonly CheckedAppend[],
  refused: Map<string, number>,
  known: ReadonlyMap<string, KnownKey>,
): readonly CheckedAppend[] {
  const starts = new Map<string, number>();
  for (const { stream, key, expectedRevision } of batch) {
    const start = starts.get(stream) ?? expectedRevision;
    starts.set(stream, start);
    if (known.has(key) && !refused.has(stream)) refused.set(stream, start);
  }
  const left = batch.filter(({ stream }) => !refused.has(stream));
  if (left.length === batch.length) throw new Error('An append was refused without a reason.');
  return left;
}

async function callAppend(
  writer: Pool | ClientBase,
  batch: readonly CheckedAppend[],
): Promise<Answer> {
  const streams: string[] = [];
  const revisions: number[] = [];
  const expected: string[] = [];
  const keyHashes: string[] = [];
  const stamps: string[] = [];
  const lines: string[] = [];
  const ends = new Map<string, number>();
  for (const { stream, key, expectedRevision, lastRevision, events, lines: own } of batch) {
    const end = ends.get(stream);
    if (end !== undefined && end !== expectedRevision) throw new Error(`${stream} is no chain.`);
    ends.set(stream, lastRevision);
    for (const [part, event] of events.entries()) {
      streams.push(stream);
      revisions.push(event.revision);
      expected.push(part === 0 && end === undefined ? String(expectedRevision) : 'null');
      keyHashes.push(part === 0 ? keyHash(key) : 'null');
      stamps.push(event.stamp);
    }
    lines.push(...own);
  }
  const { rows } = await writer.query<Answer>({
    name: 'log.append',
    text: 'select * from log.append($1, $2, $3, $4, $5, $6)',
    values: [
      textArray(streams),
      `{${revisions.join()}}`,
      `{${expected.join()}}`,
      `{${keyHashes.join()}}`,
      `{${stamps.join()}}`,
      lines.join('\n'),
    ],
  });
  const [answer] = rows;
  if (answer === undefined) throw new Error('The database did not answer an append.');
  return answer;
}

/**
 * PostgreSQL's array syntax escapes as JSON does, as long as no text holds a control character;
 * limits.ts refuses those. Far quicker than the driver's own, element by element.
 */
function textArray(texts: readonly string[]): string {
  return `{${JSON.stringify(texts).slice(1, -1)}}`;
}
