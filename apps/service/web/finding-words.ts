import { eventTypes } from '#contracts/events/all.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import type { Finding } from '#projections/audit-trail/tests/audit-test.js';
import { officeInWords } from './approvals/approvals-page.js';
import {
  accountInWords,
  capital,
  inText,
  inWords,
  periodOfPosting,
  nameIn,
  sentenceCase,
  unbroken,
} from './words.js';

const eventType = /\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/g;
const day = /\b\d{4}-\d{2}-\d{2}\b/g;
const amount = /(?<![\w.-])-?\d+\.\d{2}(?!\w|\.\w)/g;
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
  const told = toldInWords(what, facts);
  const references = new Set(people.map((name) => of[name]));
  return told
    .split(' ')
    .map((word, place) => {
      const who = word.replace(/,$/, '');
      if (references.has(who)) return word.replace(who, () => called(who));
      if (word === `(${of['office']})`) return `(${officeInWords(String(of['office']))})`;
      if (who === of['whose']) return word.replace(who, () => nameIn(ofFund, 'source', who));
      if (who === of['head']) return word.replace(who, () => nameIn(ofFund, 'scheme', who));
      return place === 0 ? capital(word) : word;
    })
    .join(' ');
}

/** A sentence that programs are told, with types, days, amounts, accounts and bodies as they are called. */
export const toldInWords = (what: string, facts: FactsAt): string =>
  what
    .replace(eventType, (type) => (Object.hasOwn(eventTypes, type) ? sentenceCase(type) : type))
    .replace(day, (on) => inWords(on))
    .replace(amount, (pounds) => inText(parsePence(pounds)))
    .replace(month, periodInWords)
    .replace(account, (named) => `(${accountInWords(named.slice(1, -1))})`)
    .replace(body, (id) => nameIn(facts, 'organisation', id));

/** `2025-03` is a month and `2025-26` a financial year, whose second part is the year after the first. */
function periodInWords(period: string): string {
  const [, year = '', part = ''] = /^(\d{4})-(\d{2})(?:-adj)?$/.exec(period) ?? [];
  const isMonth =
    Number(part) >= 1 && Number(part) <= 12 && (Number(year) + 1) % 100 !== Number(part);
  return isMonth ? periodOfPosting(period) : unbroken(period);
}
