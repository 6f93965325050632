import type { Entity, FactTypes } from '#libs/ledger/fact-types.js';
import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import { byName } from '../by-name.js';
import { money } from '../words.js';

/** Something that a field may name: by its identifier for the ledger, by its words for people. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Finds what a field is chosen from: in what is known of a fund, and in what all funds share, on a day. */
export type Listing = (facts: FactsAt, place: FactsAt, day: string) => Choice[];

/** More than this are not looked through in a list: the latest are offered. */
const listedMax = 300;

/** What there is of a kind, the latest where there are too many. */
export const all =
  <Kind extends Entity>(
    entity: Kind,
    words: (of: FactTypes[Kind], facts: FactsAt, id: string) => string,
    isOffered: (of: FactTypes[Kind], id: string) => boolean = () => true,
  ): Listing =>
  (facts) =>
    facts
      .list(entity)
      .filter(({ id, attributes }) => isOffered(attributes as FactTypes[Kind], id))
      .sort((a: Fact<Kind>, b: Fact<Kind>) => a.number - b.number)
      .slice(-listedMax)
      .map(({ id, attributes }) => ({
        value: id,
        text: words(attributes as FactTypes[Kind], facts, id),
      }));

/** In the order of what they are called: few are looked for by when they were recorded. */
export const inOrderOfNames =
  (listing: Listing): Listing =>
  (...facts) =>
    byName(listing(...facts), ({ text }) => [text]);

export const pounds = (amount: string): string => money(parsePence(amount));
export const together = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(', ');
