import { lengthInMonths } from '#contracts/calendar.js';
import type {
  ExclusionReason,
  PublishedLine,
  PublishedTotal,
} from '#contracts/events/fund/publication.js';
import { unknown } from '#contracts/values.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { none } from '#libs/ledger/posting.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { percentage } from '#libs/money/rate.js';
import { concentrated, unnamedProviders } from '#projections/fund-health/figures/concentration.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import type { PublishedSum } from '#projections/reading/reading.js';
import { bySize, shareOf, type Share } from './investment.js';
import { bandOf, lengths } from './traits.js';

/** Payments are what was paid, awards what is promised: two measures, which are never added up. */
export const kindsOf = {
  payments: ['payment'],
  awards: ['contract', 'grant'],
} as const satisfies Record<string, readonly PublishedLine['kind'][]>;
export type PublishedMeasure = keyof typeof kindsOf;
export const publishedMeasures = Object.keys(kindsOf) as readonly PublishedMeasure[];
export const measureOf = (kind: PublishedLine['kind']): PublishedMeasure =>
  kind === 'payment' ? 'payments' : 'awards';
type Each<Of> = Readonly<Record<PublishedMeasure, Of>>;

/** What a fund has published as a total of its payments, over all its publications. */
export interface PublishedWhole {
  readonly fund: string;
  readonly scheme: string | undefined;
  readonly year: string | undefined;
  readonly area: string | undefined;
  readonly reason: ExclusionReason | undefined;
  /** Undefined: withheld in one publication or more, since it would tell of a single line. */
  readonly pence: Pence | undefined;
  /** The same total of each publication that has it. */
  readonly parts: readonly { readonly publication: string; readonly shown: Shown }[];
}
type Shown = PublishedTotal['shown'];

export interface PublishedFund {
  readonly fund: string;
  readonly title: string;
  readonly publisher: string;
  /** Null while it has published nothing. */
  readonly until: string | null;
  readonly lines: Each<Pence>;
  /** Of all its payments, published or not: `withheld`, or `not published` where it publishes no totals. */
  readonly whole: Pence | 'withheld' | 'not published';
  /** Per cent of its payments that are published line by line; undefined where the whole is not shown. */
  readonly share: string | undefined;
}

export interface PublishedGroup extends Each<Share> {
  readonly by: 'year' | 'area' | 'vcse';
  readonly is: string;
}

export interface PublishedConcentration {
  readonly named: readonly {
    readonly provider: string;
    readonly recipient: string;
    readonly pence: Pence;
    readonly share: string;
  }[];
  /** To recipients that are redacted or not known: in neither index, never one supplier. */
  readonly unnamed: Share;
  readonly hhi: string | undefined;
  readonly fiveLargest: string | undefined;
}

export interface PublishedLength extends Share {
  readonly band: string;
  readonly awards: number;
  /** Lines that do not say of which award they are: nobody can tell how many awards these make up. */
  readonly redacted: number;
}

export interface PublishedInvestment {
  readonly funds: readonly PublishedFund[];
  /** Of all funds together. */
  readonly lines: Each<Pence>;
  readonly invested: readonly PublishedGroup[];
  readonly concentration: Each<PublishedConcentration>;
  /** Of published awards, unknown length apart. */
  readonly lengths: readonly PublishedLength[];
  readonly wholes: readonly PublishedWhole[];
}

/**
 * What is invested as anybody may see it: sums of published lines, which anybody could add up, and the
 * totals that were published with small groups withheld. Nothing else of the ledger comes near it, and
 * no figure is worked out that would undo what is withheld.
 */
export function publishedInvestment(
  sums: readonly PublishedSum[],
  facts: FactsAt,
): PublishedInvestment {
  const wholes = publishedWholes(facts);
  return {
    funds: facts.list('publication-policy').map(({ id, attributes }): PublishedFund => {
      const made = facts.list('publication').filter(({ fund }) => fund === id);
      const lines = each((measure) =>
        sum(
          sums.filter(({ fund }) => fund === id),
          measure,
        ),
      );
      const whole = wholes.find(({ fund, ...of }) => fund === id && isOfAll(of));
      // Of one that was made without totals nobody knows what was left out.
      const isWhole = made.every(({ attributes: { totals } }) => totals.some(ofAll));
      const shown = isWhole ? whole && (whole.pence ?? ('withheld' as const)) : undefined;
      return {
        ...{ fund: id, title: attributes.title, publisher: attributes.publisher, lines },
        until:
          made
            .map(({ attributes: { until } }) => until)
            .sort()
            .at(-1) ?? null,
        whole: shown ?? 'not published',
        share:
          typeof shown === 'bigint' && shown > 0n ? percentage(lines.payments, shown) : undefined,
      };
    }),
    lines: each((measure) => sum(sums, measure)),
    invested: (['year', 'area', 'vcse'] as const).flatMap((by) => groups(sums, by)),
    concentration: each((measure) => concentration(sums, measure)),
    lengths: awardLengths(sums),
    wholes,
  };
}

/** What a total is of: all payments where it names nothing. */
export type Part = Partial<Pick<PublishedWhole, 'scheme' | 'year' | 'area' | 'reason'>>;

const each = <Of>(of: (measure: PublishedMeasure) => Of): Each<Of> => ({
  payments: of('payments'),
  awards: of('awards'),
});

const sum = (sums: readonly PublishedSum[], measure: PublishedMeasure): Pence =>
  sums.filter(isOf(measure)).reduce((total, { pence }) => total + pence, 0n);

const isOf =
  (measure: PublishedMeasure) =>
  ({ kind }: PublishedSum): boolean =>
    measureOf(kind) === measure;

/** Others than those who are meant stand after them, what is of none or not known last. */
const placeOf = (is: string): number => ['no', none, unknown].indexOf(is);

/** Awards are promised over several years and have none of their own. */
const groups = (sums: readonly PublishedSum[], by: PublishedGroup['by']): PublishedGroup[] =>
  [...grouped(sums, (one) => one[by] ?? unknown)]
    .sort(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
    .map(([is, of]) => ({
      ...{ by, is },
      ...each((measure) => shareOf(sum(of, measure), sum(sums, measure))),
    }));

function concentration(
  all: readonly PublishedSum[],
  measure: PublishedMeasure,
): PublishedConcentration {
  const sums = all.filter(isOf(measure));
  const bodies = [...grouped(sums, bodyOf)]
    .filter(([provider]) => provider !== unknown)
    .map(([provider, of]) => ({
      ...{ provider, recipient: of[0]?.recipient ?? provider },
      pence: sum(of, measure),
    }))
    .filter(({ pence }) => pence > 0n)
    .sort((a, b) => bySize(b.pence, a.pence) || (a.provider < b.provider ? -1 : 1));
  const total = bodies.reduce((of, { pence }) => of + pence, 0n);
  const unnamed = sums.filter((one) => bodyOf(one) === unknown);
  return {
    named: bodies.map((body) => ({ ...body, share: percentage(body.pence, total) })),
    unnamed: shareOf(sum(unnamed, measure), sum(sums, measure)),
    ...concentrated(bodies.map(({ pence }) => pence)),
  };
}

const bodyOf = ({ provider }: PublishedSum): string =>
  provider === null || unnamedProviders.includes(provider) ? unknown : provider;

export const publishedLengths = [...lengths.map(({ band }): string => band), unknown];

const bandIn = ({ start, end }: PublishedSum): string =>
  bandOf(start === null || end === null ? null : lengthInMonths(start, end));

/** Between which days published awards of a length last. */
export const lasting = (
  sums: readonly PublishedSum[],
  band: string,
): Pick<PublishedSum, 'start' | 'end'>[] =>
  sums
    .filter(isOf('awards'))
    .filter((one) => bandIn(one) === band)
    .map(({ start, end }) => ({ start, end }));

function awardLengths(sums: readonly PublishedSum[]): PublishedInvestment['lengths'] {
  const awards = sums.filter(isOf('awards'));
  const whole = sum(awards, 'awards');
  return publishedLengths.map((band) => {
    const of = awards.filter((one) => bandIn(one) === band);
    const named = of.filter(({ award }) => award !== null);
    return {
      band,
      awards: new Set(named.map(({ fund, award }) => `${fund}\n${String(award)}`)).size,
      redacted: of.reduce((lines, { award, count }) => (award === null ? lines + count : lines), 0),
      ...shareOf(sum(of, 'awards'), whole),
    };
  });
}

/** Totals of the same over all publications of a fund; one that is withheld withholds their sum. */
function publishedWholes(facts: FactsAt): PublishedWhole[] {
  const totals = facts
    .list('publication')
    .flatMap(({ fund, attributes: { publication, totals: made } }) =>
      made.map((total) => ({ fund, publication, ...total })),
    );
  const wholes = [...grouped(totals, ({ fund, of }) => keyOf(fund, of)).values()].flatMap(
    (same) => {
      const [one] = same;
      if (!one) return [];
      const { scheme, year, area, reason } = one.of;
      const isShown = same.every(({ shown }) => shown !== null);
      const pence = same.reduce(
        (total, { shown }) => total + parsePence(shown?.amount ?? '0.00'),
        0n,
      );
      return [
        {
          ...{ fund: one.fund, scheme, year, area, reason },
          pence: isShown ? pence : undefined,
          parts: same.map(({ publication, shown }) => ({ publication, shown })),
        },
      ];
    },
  );
  return wholes.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** By fund: all of it, then what was left out, each scheme, year and area, and schemes by year. */
function orderOf({ fund, reason, scheme, year, area }: PublishedWhole): string {
  const parts = [reason, scheme, year, area];
  const told = parts.filter((part) => part !== undefined).length;
  const kind = told > 1 ? parts.length : parts.findIndex((part) => part !== undefined);
  return [fund, String(kind + 1), ...parts.map((part) => part ?? '')].join('\n');
}

/** The total that a fund has published of just this; undefined where it has published none. */
export const publishedWhole = (
  facts: FactsAt,
  of: string,
  part: Part,
): PublishedWhole | undefined =>
  publishedWholes(facts).find(({ fund, ...whole }) => keyOf(fund, whole) === keyOf(of, part));

const isOfAll = ({ scheme, year, area, reason }: Part): boolean =>
  [scheme, year, area, reason].every((part) => part === undefined);
const ofAll = ({ of }: PublishedTotal): boolean => isOfAll(of);

const keyOf = (fund: string, { scheme, year, area, reason }: Part): string =>
  [fund, scheme, year, area, reason].map((part) => part ?? '').join('\n');
