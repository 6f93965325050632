import { ecosystem } from '#projections/ecosystem-investment/ecosystem.js';
import type { Investment } from '#projections/ecosystem-investment/figures/investment.js';
import { unknown } from '#contracts/values.js';
import { plannedIn } from '#projections/ecosystem-investment/figures/planned.js';
import { sumPence } from '#libs/money/pence.js';
import { none } from '#libs/ledger/posting.js';
import { strategiesOn } from '#projections/ecosystem-investment/figures/strategies.js';
import { strategiesSection } from './strategies-section.js';
import { measureNames } from '#projections/ecosystem-investment/figures/measures.js';
import type { EcosystemSeen } from '../../api/ecosystem-asked.js';
import { kept, pointForm, withPoint } from '../links.js';
import type { Framed } from '../pages.js';
import { number, text, type Cell, type Table } from '../table.js';
import { capital, inOneList } from '../words.js';
import { amountsOf, percent, type Amounts } from './amounts.js';
import { aroundTable, groupsTable, headline, investedTables } from './invested-tables.js';
import { contractsSection } from './contracts-section.js';
import { measureWords, namesIn, type Names } from './names.js';
import { drawings } from './pictures.js';
import {
  besideTable,
  completenessTable,
  needsInWords,
  needsTable,
  outcomesTable,
} from './place-tables.js';
import {
  concentrationTable,
  dependentsTable,
  endingsTable,
  flowsTable,
  passedOnTable,
  turnoverTable,
} from './provider-tables.js';

type Query = Readonly<Record<string, unknown>>;
export const filters = ['areas', 'funds', 'needs', 'cohorts', 'strategies', 'from', 'to'] as const;

/** What is invested in the place that is asked about. */
export function ecosystemPage({ of, partial }: EcosystemSeen, query: Query): Framed {
  const figures = ecosystem(of);
  const names = namesIn(of);
  const amounts = amountsOf(of);
  return {
    ...{ moment: of.moment, partial, ...askedInWords(of, names) },
    point: pointForm('/ecosystem', query, filters),
    home: withPoint('/', query),
    form: formOf(of, names, query),
    pictures: drawings(figures, names),
    headline: headline(figures, of, amounts),
    around: aroundTable(figures, amounts),
    invested: investedTables(figures, names, amounts),
    concentration: measureNames.map((measure) =>
      concentrationTable(measure, figures, names, amounts),
    ),
    lengths: lengthsTable(figures.lengths, names, amounts),
    needs: needsTable(figures, names, amounts),
    needsInWords: needsInWords(figures),
    ...strategiesSection(figures, names, amounts),
    decisions: groupsTable('Who decides', 'decided', figures.decisions, names, amounts),
    flows: flowsTable(figures, names, amounts),
    passedOn: passedOnTable(figures, names, amounts),
    system: systemTable(figures.systemShares, amounts),
    small: groupsTable(
      'To small local voluntary bodies',
      'smallLocalVcse',
      figures.smallLocalVcse,
      names,
      amounts,
    ),
    turnover: measureNames.map((measure) => turnoverTable(measure, figures, names, amounts)),
    dependents: dependentsTable('spending', figures, names, amounts),
    endings: endingsTable(figures, names, amounts),
    outcomes: outcomesTable(figures, names, amounts, query),
    completeness: completenessTable(figures, amounts),
    contracts: contractsSection(figures.publishedContracts, query, names.body),
    beside: of.asked.areas.length > 1 ? besideTable(figures, names, amounts) : undefined,
  };
}

/** The place, and what part of it where not all of it is asked about. */
export const askedInWords = (
  of: Investment,
  names: Names,
): { readonly place: string; readonly part: string | undefined } => ({
  place: placeInWords(of, names),
  part: partInWords(of, names),
});

function partInWords({ asked }: Investment, names: Names): string | undefined {
  const said = (['need', 'cohort'] as const).flatMap((trait) => {
    const named = asked[`${trait}s`].map((value) => names.value(trait, value));
    return named.length === 0 ? [] : [`${trait} ${eitherOf(named)}`];
  });
  const served = asked.strategies.map(names.strategy);
  if (served.length > 0) said.push(`strategy ${eitherOf(served)}`);
  return said.length === 0 ? undefined : `Part of the place: ${said.join('; ')}`;
}

/** They are words of their own, so each is told apart from the next. */
const eitherOf = (named: readonly string[]): string =>
  named.map((words) => `\u2018${words}\u2019`).join(' or ');

function placeInWords({ asked }: Investment, names: Names): string {
  const areas = asked.areas.map(names.area);
  const funds = asked.funds.map(names.fund);
  const { from, to } = asked;
  const years =
    from === to && from !== undefined
      ? from
      : [from && `from ${from}`, to && `up to ${to}`].filter(Boolean).join(' ');
  return [
    areas.length === 0 ? 'Every place' : inOneList(areas),
    years === '' ? 'all years' : years,
    funds.length === 0 ? 'all funds that you see' : inOneList(funds),
  ].join(', ');
}

/** Everything that may be chosen, with what is. */
function formOf(
  { asked, facts, moment, ofFund, all }: Investment,
  names: Names,
  query: Query,
): object {
  const chosen = (entity: 'area' | 'fund', ids: readonly string[]) =>
    facts
      .list(entity)
      .map(({ id, attributes }) => ({
        value: id,
        text: attributes.name,
        checked: ids.includes(id),
      }))
      .sort((a, b) => (a.text < b.text ? -1 : 1));
  const inForce = strategiesOn(facts, moment.day).map(({ strategy }) => strategy);
  const strategies = inForce.length === 0 ? [] : [...inForce, none];
  const named = (trait: 'need' | 'cohort') =>
    [...plannedIn(ofFund, trait), unknown].map((value) => ({
      ...{ value, text: names.value(trait, value) },
      checked: asked[`${trait}s`].includes(value),
    }));
  const years = [...new Set(all.map(({ year }) => year))].sort();
  const choice = (label: string, name: string, value: string | undefined) => ({
    ...{ label, name },
    items: years.map((year) => ({ value: year, selected: year === value })),
  });
  return {
    areas: chosen('area', asked.areas),
    funds: chosen('fund', asked.funds),
    needs: named('need'),
    cohorts: named('cohort'),
    strategies: strategies.map((value) => ({
      ...{ value, text: names.strategy(value) },
      checked: asked.strategies.includes(value),
    })),
    years: [choice('From the year', 'from', asked.from), choice('To the year', 'to', asked.to)],
    hidden: kept(query, ['asKnownAt', 'effectiveOn']).map(([name, value]) => ({ name, value })),
  };
}

function lengthsTable(
  { bands }: ReturnType<typeof ecosystem>['lengths'],
  names: Names,
  amounts: Amounts,
): Table {
  const whole = sumPence(bands.map(({ pence }) => pence));
  return {
    caption: 'Committed by length of award',
    head: [text('Length'), number('Awards'), number('Committed'), number('Share')],
    rows: bands.map(({ band, awards, pence, share }): Cell[] => [
      text(names.value('length', band)),
      number(String(awards)),
      amounts.cell('commitments', pence, { length: band }),
      percent(share),
    ]),
    total: [
      text('Total'),
      number(String(bands.reduce((count, { awards }) => count + awards, 0))),
      amounts.cell('commitments', whole, {}),
      percent(whole === 0n ? undefined : '100.00'),
    ],
  };
}

/** Three shares of everything, which are not all of it. */
const systemTable = (
  shares: ReturnType<typeof ecosystem>['systemShares'],
  amounts: Amounts,
): Table => ({
  caption: 'For the system as a whole',
  head: [
    text('Cost category'),
    ...measureNames.flatMap((measure) => [number(measureWords[measure]), number('Share of all')]),
  ],
  rows: shares.map(({ is, ...of }): Cell[] => [
    text(capital(is)),
    ...measureNames.flatMap((measure) => [
      amounts.cell(measure, of[measure].pence, { category: is }),
      percent(of[measure].share),
    ]),
  ]),
});
