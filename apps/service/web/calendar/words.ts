import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { CalendarItem } from '#projections/fund-health/figures/calendar/item.js';
import type { Proposal } from '#projections/fund-health/figures/proposals.js';
import type { Waiting } from '#projections/reading/reading.js';
import { titleOf } from '../approvals/titles.js';
import { inWords, nameIn } from '../words.js';

export const kindsInWords: Readonly<Record<CalendarItem['kind'], string>> = {
  instalment: 'Instalments to come',
  payment: 'Payments to make',
  decision: 'Decisions to take',
  publication: 'Publications due',
  ending: 'Endings',
};

/** What an item is called by: a fund's facts, and the titles of the proposals that wait. */
export interface Named {
  readonly facts: FactsAt;
  readonly titles: ReadonlyMap<string, string>;
}

/** By kind and identifier, what each proposal would do. */
export const titlesOf = (open: readonly Proposal[], waiting: Waiting): Named['titles'] =>
  new Map(open.map((each) => [`${each.kind}/${each.id}`, titleOf(each, waiting)]));

/** What falls due, in a sentence. */
export function itemInWords(
  { facts, titles }: Named,
  { what, of, reference }: CalendarItem,
): string {
  const award = (): string => nameIn(facts, 'award', of);
  const source = (): string => nameIn(facts, 'source', of);
  const body = (): string => nameIn(facts, 'organisation', of);
  const proposal = (): string => titles.get(`${what}/${of}`) ?? `${what} ${of}`;
  const agreement = (): string => facts.get('agreement', of)?.attributes.title ?? of;
  const words: Readonly<Record<CalendarItem['what'], () => string>> = {
    instalment: () => `Instalment from ${source()}`,
    payment: () => `Payment to ${body()}`,
    option: () => `Last day to exercise option ${reference} of ${award()}`,
    break: () => breakInWords(facts, of, reference),
    reallocation: () => `Last day to approve: ${proposal()}`,
    recoding: () => `Last day to approve: ${proposal()}`,
    offer: () => `Offer of ${award()} lapses`,
    'condition of an award': () => `Condition ${reference} of ${award()}`,
    'condition of a contribution': () => `Condition of ${source()}: ${reference}`,
    review: () => `Review of ${agreement()}`,
    award: () => `${award()} ends`,
    retention: () => `What is kept back of ${award()} is to be released`,
    agreement: () => `${agreement()} ends`,
    notice: () => `The part of ${body()} ends by its notice`,
    'ring-fence': () => `${nameIn(facts, 'ring-fence', of)}: what is not called on must be used`,
    'share limit': () => `${reference}: what is missing must be reached`,
    permission: () => `Permission ${reference} for money of ${source()} ends`,
    accrual: () => `Accrual of ${body()} reverses`,
    publication: () => `Spending up to ${inWords(reference)} is to be published`,
  };
  return words[what]();
}

function breakInWords(facts: FactsAt, award: string, clause: string): string {
  const of = facts.get('award-break', `${award}/${clause}`)?.attributes;
  const from = of ? ` on ${inWords(of.from)}` : '';
  const whose = of && of.by !== 'either' ? ` (notice by the ${of.by})` : '';
  return `Last day of notice to end ${nameIn(facts, 'award', award)}${from}${whose}`;
}
