import type { Json, JsonObject } from '#contracts/envelope.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Part } from '#projections/fund-health/figures/traced.js';

/** An amount of a statement, with the way down to it: the balances that it is a sum of, or the event that says it. */
export interface Amount {
  readonly pence: Pence;
  readonly from?: readonly Part[];
  readonly event?: number;
}

/**
 * A statement as it is drawn up: its document, with ways down at its amounts. They lead out of the
 * document and are no part of it: what is issued has the amounts alone.
 */
export interface Drawn {
  readonly [name: string]: DrawnValue;
}
export type DrawnValue =
  string | number | boolean | null | undefined | Amount | Drawn | readonly DrawnValue[];

export const isAmount = (value: unknown): value is Amount =>
  typeof value === 'object' &&
  value !== null &&
  'pence' in value &&
  typeof value.pence === 'bigint';

/** The document of what was drawn up: every amount is text. */
export const documentOf = (drawn: Drawn): JsonObject =>
  Object.fromEntries(
    Object.entries(drawn).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, plain(value)]],
    ),
  );

function plain(value: DrawnValue): Json {
  if (isAmount(value)) return formatPence(value.pence);
  if (isList(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? documentOf(value) : (value ?? null);
}

const isList = (value: DrawnValue): value is readonly DrawnValue[] => Array.isArray(value);
