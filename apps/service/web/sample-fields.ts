import { bookAccounts } from '#libs/ledger/posting.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Point, Reading } from '#projections/reading/reading.js';
import { askingAs } from '../access/asking-as.js';
import { chosenField, fundField, type Choice, type FormField } from './form-fields.js';
import { textOf } from './links.js';
import { accountInWords, isNamed, nameIn } from './words.js';

type Said = Readonly<Record<string, unknown>>;

const spent = 'cash:expenditure';
const accounts: readonly Choice[] = bookAccounts
  .filter((account) => account !== spent)
  .map((value) => ({ value, text: accountInWords(value) }));

/** What a sample is drawn of: all that can be named is chosen by its name. */
export async function sampleFields(
  reading: Reading,
  facts: FactsAt,
  said: Said,
  point: Point,
): Promise<FormField[]> {
  const value = (name: string): string => textOf(said[name]);
  const chosen = (name: string, label: string, unsaid: string, listed: readonly Choice[]) =>
    chosenField({ name, label, hint: '', value: value(name) }, unsaid, listed);
  const { schemes, sources, providers, years } = await drawnFrom(
    reading,
    facts,
    value('fund'),
    point,
  );
  return [
    fundField(facts, value('fund'), 'Choose a fund', { needed: true }),
    {
      ...{ name: 'seed', label: 'Seed', hint: 'Any text: it draws the start', needed: true },
      value: value('seed'),
    },
    {
      ...{ name: 'size', label: 'Size', hint: 'How many to select, from 1 to 10,000' },
      ...{ needed: true, value: value('size') },
    },
    chosen('account', 'Account', accountInWords(spent), accounts),
    chosen('year', 'Year', 'All years', years),
    chosen('scheme', 'Scheme', 'All schemes', schemes),
    chosen('source', 'Source', 'All sources', sources),
    chosen('provider', 'Provider', 'All providers', providers),
  ];
}

/** What a fund has spent money by; of no fund yet, what every fund has that is seen. */
async function drawnFrom(
  reading: Reading,
  place: FactsAt,
  fund: string,
  point: Point,
): Promise<Record<'schemes' | 'sources' | 'providers' | 'years', readonly Choice[]>> {
  const seen = askingAs()?.scope.funds ?? [];
  const there = place
    .list('fund')
    .filter(({ id }) => (fund === '' ? seen.includes(id) : id === fund));
  const named = await Promise.all(
    there.map(async ({ id, attributes }) => ({
      name: attributes.name,
      facts: (await reading.terms(id, point)).facts,
    })),
  );
  const ofFunds = (kind: 'scheme' | 'source'): Choice[] =>
    named.flatMap(({ name, facts }) =>
      facts.list(kind).map(({ id, attributes }) => ({
        value: id,
        text: named.length === 1 ? attributes.name : `${attributes.name} (${name})`,
      })),
    );
  const asked = { account: spent, ...(fund === '' ? {} : { fund }) };
  const by = async (dimension: 'provider' | 'year'): Promise<string[]> =>
    there.length === 0
      ? []
      : (await reading.sums([dimension], asked, point)).sums.map((sum) => sum[dimension] ?? '');
  return {
    schemes: ofFunds('scheme'),
    sources: ofFunds('source'),
    providers: (await by('provider'))
      .filter(isNamed)
      .map((id) => ({ value: id, text: nameIn(place, 'organisation', id) }))
      .sort((a, b) => a.text.localeCompare(b.text, 'en')),
    years: (await by('year')).sort().map((year) => ({ value: year, text: year })),
  };
}
