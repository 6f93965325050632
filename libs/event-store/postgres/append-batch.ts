import type { ClientBase, Pool } from 'pg';
import type { Committed } from '../group-commit.js';
import type { CheckedAppend } from '../limits.js';
import type { KnownKey } from '../port.js';

interface Answer {
  readonly first_number: string;
  readonly refused: Readonly<Record<string, number>> | null;
  readonly known: readonly ({ readonly key: string } & KnownKey)[] | null;
}

/** Appends a batch by one call of `log.append`: one statement, so one transaction and one trip. */
export async function appendBatch(
  writer: Pool | ClientBase,
  batch: readonly CheckedAppend[],
): Promise<Committed> {
  const revisions: number[] = [];
  const places: number[] = [];
  const sizes: number[] = [];
  const texts = { streams: [], keys: [], hashes: [], types: [], stamps: [] } as Record<
    'streams' | 'keys' | 'hashes' | 'types' | 'stamps',
    string[]
  >;
  const lines: string[] = [];
  for (const append of batch) {
    for (const [place, event] of append.events.entries()) {
      texts.streams.push(append.stream);
      texts.keys.push(append.key);
      texts.hashes.push(append.requestHash);
      texts.types.push(event.type);
      texts.stamps.push(event.stamp);
      revisions.push(event.revision);
      places.push(place);
      sizes.push(append.lines.length);
    }
    lines.push(...append.lines);
  }
  const { rows } = await writer.query<Answer>({
    name: 'log.append',
    text: 'select * from log.append($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [
      textArray(texts.streams),
      `{${revisions.join()}}`,
      `{${places.join()}}`,
      `{${sizes.join()}}`,
      textArray(texts.keys),
      textArray(texts.hashes),
      textArray(texts.types),
      textArray(texts.stamps),
      lines.join('\n'),
    ],
  });
  const [answer] = rows;
  if (answer === undefined) throw new Error('The database did not answer an append.');
  return {
    firstNumber: Number(answer.first_number),
    refused: new Map(Object.entries(answer.refused ?? {})),
    known: new Map((answer.known ?? []).map(({ key, ...known }) => [key, known])),
  };
}

/**
 * PostgreSQL's array syntax escapes as JSON does, as long as no text holds a control character;
 * limits.ts refuses those. Far quicker than the driver's own, element by element.
 */
function textArray(texts: readonly string[]): string {
  return `{${JSON.stringify(texts).slice(1, -1)}}`;
}
