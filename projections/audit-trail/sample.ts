import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Asked, Dimension } from '#libs/ledger/balances.js';
import type { Pence } from '#libs/money/pence.js';
import { columns } from '../reading/columns.js';
import type { Moment } from '../reading/reading.js';
import { Values } from './entries.js';
import { monetaryUnits, type Item, type Selection } from './figures/sample.js';

export interface Sample {
  /** Debits of the population: what events posted in all, above zero. */
  readonly population: { readonly items: number; readonly total: Pence };
  readonly selection: Selection;
  /** Events that come out below zero, apart: picked in the same way by their amounts without the sign. */
  readonly credits: {
    readonly items: number;
    readonly total: Pence;
    readonly selection: Selection;
  };
}

/** The number that a seed draws: the SHA-256 of its UTF-8 text, read as one whole number. */
const drawOf = (seed: string): bigint =>
  BigInt(`0x${createHash('sha256').update(seed, 'utf8').digest('hex')}`);

/**
 * A sample of what events posted to some balances of a fund, one item per event, in the order of the
 * log: the same seed, size and point give the same sample for ever, to whoever asks.
 */
export async function sampleOf(
  models: EntityManager,
  moment: Moment,
  fund: string,
  asked: Asked,
  size: number,
  seed: string,
): Promise<Sample> {
  const values = new Values();
  const conditions = [
    `q.number <= ${values.at(moment.number)}`,
    `s.fund = ${values.at(fund)}`,
    ...(moment.effectiveOn === null
      ? []
      : [`q.effective <= ${values.at(moment.effectiveOn)}::date`]),
    ...Object.entries(asked).map(
      ([name, value]) =>
        `s.${columns[name as Dimension]} = any(${values.at(typeof value === 'string' ? [value] : value)})`,
    ),
  ];
  const rows = await models.query<{ number: string; pence: string }[]>(
    `select q.number, sum(q.pence) as pence from posting q join series s on s.id = q.series
      where ${conditions.join(' and ')} group by 1 having sum(q.pence) <> 0 order by 1`,
    values.list,
  );
  const items = rows.map(({ number, pence }): Item => ({
    number: Number(number),
    pence: BigInt(pence),
  }));
  const debits = items.filter(({ pence }) => pence > 0n);
  const credits = items.flatMap(({ number, pence }) =>
    pence < 0n ? [{ number, pence: -pence }] : [],
  );
  const draw = drawOf(seed);
  return {
    population: { items: debits.length, total: totalOf(debits) },
    selection: monetaryUnits(debits, size, draw),
    credits: {
      items: credits.length,
      total: -totalOf(credits),
      selection: monetaryUnits(credits, size, draw),
    },
  };
}

const totalOf = (items: readonly Item[]): Pence =>
  items.reduce((sum, { pence }) => sum + pence, 0n);
