import { catalogue } from '#contracts/commands/catalogue.js';
import { sentenceCase } from '../words.js';

/** What things of a collection are called, one by one. */
export const kindInWords = (collection: string): string =>
  Object.hasOwn(catalogue, collection)
    ? sentenceCase(catalogue[collection as keyof typeof catalogue].kind)
    : sentenceCase(collection);

/** How something new, or something that no list has, is called. */
const newOnes: Readonly<Record<string, readonly [label: string, hint: string]>> = {
  organisations: ['Its org-id', 'Such as GB-CHC-1159982 for a charity or GB-COH-01234567'],
  areas: ['Its code', 'A GSS code such as E06000999, or a short name for an area of your own'],
  persons: ['Reference of the person', 'As it stands in the ledger, such as p-0417'],
};

const anyOther = [
  'A short name of its own',
  'It stands in addresses and lists: letters, digits and . : _ -, such as carers-2027',
] as const;

/** What is asked before the form of a command: which of those there are, or what a new one is called. */
export function whichInWords(collection: string): object {
  const [label, hint] = newOnes[collection] ?? anyOther;
  const kind = kindInWords(collection).toLowerCase();
  return { label, hint, ...whichOf(kind) };
}

/** How one of those there are is asked for. */
export const whichOf = (kind: string): { readonly which: string; readonly empty: string } => ({
  ...{ which: `Which ${kind}`, empty: `There is no ${kind} to choose from here.` },
});
