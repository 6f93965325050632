import type { Entity } from '#libs/ledger/fact-types.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';

/** What a member, or a collection, of this name may name: what there is of this kind to choose from. */
const kinds: Readonly<Record<string, Entity>> = {
  fund: 'fund',
  funds: 'fund',
  source: 'source',
  scheme: 'scheme',
  award: 'award',
  contracts: 'award',
  grants: 'award',
  ringFence: 'ring-fence',
  provider: 'organisation',
  organisation: 'organisation',
  organisations: 'organisation',
  payer: 'organisation',
  host: 'organisation',
  partner: 'organisation',
  agreement: 'agreement',
  agreements: 'agreement',
  area: 'area',
  areas: 'area',
  outcomes: 'outcome',
  reallocations: 'reallocation',
  instalment: 'instalment',
  expenditure: 'expenditure',
};

export const namesOfLists: ReadonlySet<string> = new Set(Object.keys(kinds));

/** More than this are not looked through in a list. */
const listedMax = 300;

/** Identifiers to choose from, each with its name where it has one. */
export function listed(
  facts: FactsAt,
  name: string,
): { readonly value: string; readonly text: string }[] {
  const kind = kinds[name];
  if (kind === undefined) return [];
  return facts
    .list(kind)
    .slice(-listedMax)
    .map(({ id, attributes }) => ({ value: id, text: nameOf(attributes) }));
}

/** What a member names by an identifier, with its name before it where it has one. */
export function named(facts: FactsAt, member: string, id: string): string {
  const kind = kinds[member];
  const found = kind && facts.get(kind, id);
  const name = found ? nameOf(found.attributes) : '';
  return name === '' ? id : `${name} (${id})`;
}

function nameOf(attributes: object): string {
  const { name, title } = attributes as { name?: unknown; title?: unknown };
  return typeof name === 'string' ? name : typeof title === 'string' ? title : '';
}
