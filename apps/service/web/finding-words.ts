import { eventTypes } from '#contracts/events/all.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import type { Finding } from '#projections/audit-trail/tests/audit-test.js';
import {
  accountInWords,
  capital,
  inText,
  inWords,
  nameIn,
  sentenceCase,
  unbroken,
} from './words.js';

const eventType = /\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/g;
const day = /\b\d{4}-\d{2}-\d{2}\b/g;
const amount = /(?<![\w.-])-?\d+\.\d{2}(?![\w.])/g;
const month = /(?<![\w-])\d{4}-\d{2}(?:-adj)?(?![\w-])/g;
const body = /\b(?:GB-[A-Z]+-\w+|name:[\w-]+)/g;
const account = /\((?:cash|budget):[a-z:-]+\)/g;
/** What of a finding is a reference to a person. */
const people = ['actor', 'by', 'proposer', 'approver'] as const;

/**
 * What a saved test found, as people read it. The test says it by identifiers and in plain amounts, the
 * same for programs: here types, days, amounts, accounts, bodies, people, and the sources and schemes of
 * its fund, stand as they are called.
 * @param ofFund what is known of the fund that the finding is in
 */
export function findingInWords(
  { what, of }: Pick<Finding, 'what' | 'of'>,
  facts: FactsAt,
  called: (person: string) => string,
  ofFund: FactsAt = facts,
): string {
  const told = what
    .replace(eventType, (type) => (Object.hasOwn(eventTypes, type) ? sentenceCase(type) : type))
    .replace(day, (on) => inWords(on))
    .replace(amount, (pounds) => inText(parsePence(pounds)))
    .replace(month, unbroken)
    .replace(account, (named) => `(${accountInWords(named.slice(1, -1))})`)
    .replace(body, (id) => nameIn(facts, 'organisation', id));
  const references = new Set(people.map((name) => of[name]));
  return told
    .split(' ')
    .map((word, place) => {
      const who = word.replace(/,$/, '');
      if (references.has(who)) return word.replace(who, () => called(who));
      if (who === of['whose']) return word.replace(who, () => nameIn(ofFund, 'source', who));
      if (who === of['head']) return word.replace(who, () => nameIn(ofFund, 'scheme', who));
      return place === 0 ? capital(word) : word;
    })
    .join(' ');
}

/** The parameters that a definition speaks of, as their fields are called. */
export const definitionInWords = (definition: string): string =>
  definition.replace(/`(\w+)`/g, (_, name: string) => `\u201c${sentenceCase(name)}\u201d`);
