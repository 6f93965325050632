import type { Asked, Balances } from '#libs/ledger/balances.js';
import type { FundView } from '#projections/reading/reading.js';
import { coveredTimes } from '#libs/money/rate.js';
import * as accounts from './accounts.js';
import { once } from './once.js';
import { traced, type Traced } from './traced.js';

/** Confirmed money over what is called on; where there is no number, the reason why. */
export type Covered =
  | { readonly state: 'ratio'; readonly ratio: string }
  | { readonly state: 'nothing committed' }
  | { readonly state: 'not computable' };

/** Coverage of the whole, of a nature or of a ring-fence. */
export interface Cover {
  readonly of: string;
  readonly kind: 'whole' | 'nature' | 'ring-fence';
  readonly covered: Covered;
  readonly available: Traced;
  readonly calledOn: Traced;
}

export interface Coverage {
  readonly year: string;
  readonly whole: Cover;
  /** Capital, revenue and each ring-fence: what one lacks another does not cover. */
  readonly parts: readonly Cover[];
  /** The part with the least cover; undefined where nothing is committed or it is not computable. */
  readonly lowest: (Cover & { readonly covered: { readonly state: 'ratio' } }) | undefined;
  /** Called on without a known source. */
  readonly unknown: Traced;
}

/** Per year, first year first. Ratios have two places, down where they are below 1. In kind covers nothing (rule 6). */
export const coverage = once(({ balances, facts }: FundView): Coverage[] => {
  const fences = facts
    .list('ring-fence')
    .filter(({ attributes }) => attributes.ended === undefined);
  return balances
    .where({ account: [...accounts.available.accounts, ...accounts.calledOn.accounts] })
    .groupBy('year')
    .map(({ key: { year }, balances: of }) => {
      const parts = [
        ...['revenue', 'capital'].map((nature) => cover('nature', nature, of, { year, nature })),
        ...fences
          .filter(({ attributes }) => attributes.years?.includes(year) ?? true)
          .map(({ id, attributes: { source, natures } }) =>
            cover('ring-fence', id, of, { year, source, nature: natures }),
          ),
      ];
      return {
        year,
        whole: cover('whole', year, of, { year }),
        parts,
        lowest: lowestOf(parts),
        unknown: traced(
          of.where({ source: 'unknown' }),
          { year, source: 'unknown' },
          accounts.calledOn,
        ),
      };
    });
});

function cover(kind: Cover['kind'], of: string, within: Balances, asked: Asked): Cover {
  const balances = within.where(asked);
  const available = traced(balances, asked, accounts.available);
  const calledOn = traced(balances, asked, accounts.calledOn);
  const unknown = balances.rows.some(
    (row) => row.source === 'unknown' && row.pence !== 0n && isCalledOn.has(row.account),
  );
  return {
    of,
    kind,
    covered: unknown
      ? { state: 'not computable' }
      : calledOn.pence === 0n
        ? { state: 'nothing committed' }
        : { state: 'ratio', ratio: coveredTimes(available.pence, calledOn.pence) },
    available,
    calledOn,
  };
}
const isCalledOn: ReadonlySet<string> = new Set(accounts.calledOn.accounts);

/** Compared exactly, before rounding. */
function lowestOf(parts: readonly Cover[]): Coverage['lowest'] {
  return parts
    .filter((part): part is NonNullable<Coverage['lowest']> => part.covered.state === 'ratio')
    .reduce<Coverage['lowest']>(
      (least, part) =>
        least === undefined ||
        part.available.pence * least.calledOn.pence < least.available.pence * part.calledOn.pence
          ? part
          : least,
      undefined,
    );
}
