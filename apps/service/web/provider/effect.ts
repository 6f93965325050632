import { asDomainEvent } from '#contracts/events/all.js';
import { facts } from '#libs/ledger/facts.js';
import type { FactChange, FactTypes } from '#libs/ledger/fact-types.js';
import { postings } from '#libs/ledger/postings.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import {
  allowances,
  linesOfAwards,
} from '#projections/provider-allocations/figures/award-lines.js';
import { invoices } from '#projections/provider-allocations/figures/invoices.js';
import { yearsAhead } from '#projections/provider-allocations/figures/years-ahead.js';
import type { ProviderView } from '#projections/reading/reading.js';
import type { Touched } from '../../ledger/awards.js';
import { number, text, type Table } from '../table.js';
import { money, sentenceCase, unbroken } from '../words.js';
import { awardName } from './words.js';

type Rehearsed = Pick<Touched, 'wouldRecord'>;

/** What a rehearsed command of a provider would do to its own figures: only what differs. */
export function ownEffects(before: ProviderView, rehearsed: Rehearsed): Table {
  const was = figuresOf(before, []);
  const is = figuresOf(viewAfter(before, rehearsed), factsIn(rehearsed));
  return {
    caption: 'What it does to your figures',
    head: [text('Figure'), number('Before'), number('After')],
    rows: [...is].flatMap(([name, after]) => {
      const then = was.get(name) ?? 0n;
      return then === after ? [] : [[text(name), number(money(then)), number(money(after))]];
    }),
    empty: 'No figure of yours changes by it.',
  };
}

const told = ({ wouldRecord }: Rehearsed) =>
  wouldRecord.map(({ stream, draft }) => asDomainEvent({ ...draft, stream }));

function viewAfter(view: ProviderView, rehearsed: Rehearsed): ProviderView {
  const made = told(rehearsed)
    .flatMap((event) => postings(event))
    .filter(({ on }) => view.identifiers.includes(on.provider));
  return {
    ...view,
    funds: view.funds.map((fund) => ({
      ...fund,
      balances: fund.balances.and(made.filter(({ on }) => on.fund === fund.fund)),
    })),
  };
}

/** Beyond every log: what is rehearsed has no number yet. */
const unrecorded = {
  ...{ number: Number.MAX_SAFE_INTEGER, revision: Number.MAX_SAFE_INTEGER },
  ...{ recorded: '', key: '', requestHash: '' },
};

const factsIn = (rehearsed: Rehearsed): FactChange[] =>
  told(rehearsed).flatMap((event) => facts({ ...event, ...unrecorded }));

/** The figures that a provider's own commands may change, each by its name. */
function figuresOf(view: ProviderView, said: readonly FactChange[]): Map<string, Pence> {
  const figures = new Map<string, Pence>();
  const add = (name: string, pence: Pence): void => {
    figures.set(name, (figures.get(name) ?? 0n) + pence);
  };
  const of = (award: string, year?: string): string =>
    `${year === undefined ? '' : `${unbroken(year)}, `}${awardName(view, award)}`;
  for (const { award, year, confirmed, expected, indicative } of yearsAhead(view)) {
    add(`Promised, confirmed, ${of(award, year)}`, confirmed.pence);
    add(`Promised, expected, ${of(award, year)}`, expected.pence);
    add(`Promised, indicative, ${of(award, year)}`, indicative.pence);
  }
  for (const { award, year, category, amount } of linesOfAwards(view))
    add(`${sentenceCase(category)}, ${of(award, year)}`, amount.pence);
  for (const { award, state, amount } of invoices(view))
    if (state === 'claimed') add(`Claimed and not yet checked, ${of(award)}`, amount);
  for (const { award, year, left } of allowances(view))
    add(`May be moved without asking, ${of(award, year)}`, left);
  for (const { entity, attributes } of said) {
    if (entity === 'expenditure' && isClaim(attributes))
      add(`Claimed and not yet checked, ${of(attributes.award)}`, parsePence(attributes.amount));
    if (entity === 'award-flexibility' && isAllowance(attributes)) {
      const { award, year, allowance, used } = attributes;
      const name = `May be moved without asking, ${of(award, year)}`;
      figures.set(name, parsePence(allowance) - parsePence(used));
    }
  }
  return figures;
}

const isClaim = (of: object): of is FactTypes['expenditure'] =>
  'state' in of && of.state === 'claimed';
const isAllowance = (of: object): of is FactTypes['award-flexibility'] => 'allowance' in of;
