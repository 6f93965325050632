import type { CodedPayments } from '#contracts/events/fund/recoding.js';
import type { Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';

/** How published payments are coded: the certainty of the money may have changed since. */
export type Coding = Omit<CodedPayments, 'amount' | 'certainty'>;

/** What stands under one coding; below zero where more came back than was paid. */
export interface Published extends Coding {
  pence: Pence;
}

/** A fund keeps its published payments not one by one, but by how they are coded. */
export interface PublishedPayments {
  /** By accounting year, then by coding. */
  readonly publishedPayments: Map<string, Map<string, Published>>;
  /** Identifiers of recodings: one is recorded once. */
  readonly recodings: Set<string>;
}

export const newPublishedPayments = (): PublishedPayments => ({
  publishedPayments: new Map(),
  recodings: new Set(),
});

/** The order in which codings are taken: code point by code point, dimension by dimension. */
const dimensions = [
  'scheme',
  'source',
  'award',
  'provider',
  'nature',
  'relatesTo',
  'area',
  'drawsOn',
] as const satisfies readonly (keyof Coding)[];

export function notePublished(
  { publishedPayments }: PublishedPayments,
  year: string,
  of: Coding,
  pence: Pence,
): void {
  const ofYear = publishedPayments.get(year) ?? new Map<string, Published>();
  publishedPayments.set(year, ofYear);
  const key = dimensions.map((name) => of[name]).join('|');
  const known = ofYear.get(key);
  if (known) {
    known.pence += pence;
    return;
  }
  const { scheme, source, award, provider, nature, relatesTo, area, drawsOn } = of;
  ofYear.set(key, { scheme, source, award, provider, nature, relatesTo, area, drawsOn, pence });
}

/** What stands in an accounting year under what is asked, in code-point order of the dimensions. */
export function publishedIn(
  { publishedPayments }: PublishedPayments,
  year: string,
  asked: { readonly [Name in keyof Coding]?: Coding[Name] | undefined },
): Published[] {
  return [...(publishedPayments.get(year)?.values() ?? [])]
    .filter(
      (one) =>
        one.pence !== 0n &&
        dimensions.every((name) => asked[name] === undefined || asked[name] === one[name]),
    )
    .sort((a, b) => {
      const differs = dimensions.find((name) => a[name] !== b[name]);
      return differs === undefined ? 0 : byCodePoint(a[differs], b[differs]);
    });
}
