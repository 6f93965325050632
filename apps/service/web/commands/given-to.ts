import { catalogue } from '#contracts/commands/catalogue.js';
import { sentenceCase } from '../words.js';
import type { ListName } from './list-names.js';

/** What things of a collection are called, one by one. */
export const kindInWords = (collection: string): string =>
  Object.hasOwn(catalogue, collection)
    ? sentenceCase(catalogue[collection as keyof typeof catalogue].kind)
    : sentenceCase(collection);

/** How something new, or something that no list has, is called. */
const newOnes: Readonly<Record<string, readonly [label: string, hint: string]>> = {
  organisations: [
    'Its identifier in a public register',
    'An org-id, such as GB-CHC-1159982 for a charity or GB-COH-01234567 for a company',
  ],
  areas: [
    'Its code',
    'That of the Office for National Statistics, such as E06000999, or a short name for an area of your own',
  ],
  persons: ['Reference of the person', 'As it stands in the ledger, such as p-0417'],
};

/** What new things are called, by what makes them or by what they are one of. */
const examples: Readonly<Record<string, string>> = {
  'award-personal-budget': 'pb-0417',
  contracts: 'reablement-2027',
  grants: 'carers-2027',
  funds: 'better-care',
  agreements: 'better-care-2027',
  outcomes: 'falls-2027-28',
  reallocations: 'winter-2027',
  reconciliations: 'bank-2027-04',
  strategies: 'homelessness-2027',
  appointments: 'amina-finance',
};

/** What is chosen, and what there is none of, where that is not called as its collection. */
const calledOtherwise: Partial<Record<ListName, readonly [which: string, none: string]>> = {
  'organisation-to-adopt': ['organisation', 'organisation without a scheme of delegation'],
  'organisation-with-delegation': ['organisation', 'organisation with a scheme of delegation'],
  'personal-budget': ['personal budget', 'personal budget'],
  offer: ['offer', 'open offer of a grant'],
  'open-move': ['reallocation', 'proposed reallocation'],
  'statement-to-sign': ['statement', 'statement that waits for the sign-off of your office'],
  'own-approval': ['approval of yours', 'approval of yours that may still be withdrawn'],
  'approved-move': ['reallocation', 'approved reallocation'],
};

/** Why there is nothing to choose, where its absence is what usually is so. */
const emptyBecause: Partial<Record<ListName, string>> = {
  'approved-move':
    'No approved reallocation is still to be carried out: with its last approval each is carried out by itself, and it stands here where that came to nothing.',
  'organisation-to-adopt':
    'Each organisation that you act for has a scheme of delegation in force. What it says is changed by revising it.',
  'outcome-without-baseline':
    'There is no outcome without a baseline here: one that has been agreed is superseded by another.',
  'outcome-with-baseline':
    'No outcome here has a baseline yet: it is agreed first, and superseded later.',
  'share-to-agree':
    'There is no outcome here whose share of savings is still open: what its payer has confirmed stands.',
  'share-to-assess':
    'No share can be assessed here yet: an outcome needs a baseline, a measured value and an agreed share of what is saved.',
  'share-to-confirm':
    'No share waits to be confirmed here: one does once it has been assessed by what is agreed and measured now.',
};

/** What something has to have before a command can be given to it. */
const having: Partial<Record<ListName, string>> = {
  option: 'with an open option',
  break: 'with a break point',
  'grant-condition': 'with an open condition',
  match: 'with match funding',
  subcontract: 'with a subcontract',
  'pass-down': 'with money passed down',
  'claim-to-verify': 'with a claimed stage that waits to be verified',
  'claim-that-doubles': 'with a stage that is claimed twice',
  'claim-to-reject': 'with a claimed stage that may be rejected',
  terms: 'with terms of payment',
};

/** What is asked before the form of a command: which of those there are, or what a new one is called. */
export function whichInWords(
  { collection, command }: { readonly collection: string; readonly command: string },
  list: ListName | undefined,
  about: readonly ListName[],
): object {
  const example = examples[command] ?? examples[collection] ?? 'carers-2027';
  const [label, hint] = newOnes[collection] ?? [
    'A short name of its own',
    `It stands in addresses and lists: letters, digits and hyphens without spaces, such as ${example}`,
  ];
  const kind = kindInWords(collection).toLowerCase();
  const [which, none] = (list && calledOtherwise[list]) ?? [kind, kind];
  const [part] = about;
  const asked = whichOf(which, [none, part && having[part]].join(' ').trim());
  return { label, hint, ...asked, empty: (list && emptyBecause[list]) ?? asked.empty };
}

/** How what a form begins with is asked for. */
export function beginningOf(list: ListName): ReturnType<typeof whichOf> {
  const [which, none] = calledOtherwise[list] ?? [list, list];
  return whichOf(which, none);
}

/** How one of those there are is asked for. */
const whichOf = (
  kind: string,
  none: string,
): { readonly which: string; readonly empty: string } => ({
  ...{ which: `Which ${kind}`, empty: `There is no ${none} to choose from here.` },
});
