import { idOf, kindOf, asDomainEvent } from '#contracts/events/all.js';
import { ReallocationProposed } from '#contracts/events/reallocation.js';
import { postings } from '#libs/ledger/postings.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import { atRisk } from '#projections/fund-health/figures/at-risk.js';
import { coverage } from '#projections/fund-health/figures/coverage.js';
import { creditors, debtors } from '#projections/fund-health/figures/debtors-creditors.js';
import { health } from '#projections/fund-health/figures/health.js';
import { held, keptByOwners } from '#projections/fund-health/figures/held.js';
import { otherBalances } from '#projections/fund-health/figures/other-balances.js';
import { position, type Position } from '#projections/fund-health/figures/position.js';
import { ringFences } from '#projections/fund-health/figures/ring-fences.js';
import type { FundView, Reading } from '#projections/reading/reading.js';
import { Refused } from '#projections/reading/refused.js';
import type { Touched } from '../../ledger/awards.js';
import { effectsTable } from '../approvals/effects-table.js';
import { fundedInWords, ratioInWords } from '../fund/summary.js';
import { number, text, type Table } from '../table.js';
import { capital, money, nameIn, sentenceCase, unbroken } from '../words.js';

/** What a rehearsed command would do to each fund that it touches: its figures of health before and after. */
export async function effects(touched: Touched, reading: Reading): Promise<Table[]> {
  const funds = new Set(
    touched.wouldRecord
      .filter(({ stream }) => kindOf(stream) === 'fund')
      .map(({ stream }) => idOf(stream)),
  );
  const tables: Table[] = [];
  for (const fund of funds) {
    const before = await viewOf(fund, reading);
    if (before) tables.push(effectTable(before, viewAfter(before, touched)));
  }
  return tables;
}

/** A fund that is only being established has no figures yet. */
const viewOf = (fund: string, reading: Reading): Promise<FundView | undefined> =>
  reading.fund(fund, {}).catch((error: unknown) => {
    if (error instanceof Refused) return undefined;
    throw error;
  });

export function viewAfter(view: FundView, { wouldRecord }: Pick<Touched, 'wouldRecord'>): FundView {
  const made = wouldRecord
    .filter(({ stream }) => kindOf(stream) === 'fund' && idOf(stream) === view.fund)
    .flatMap(({ stream, draft }) => postings(asDomainEvent({ ...draft, stream })));
  return { ...view, balances: view.balances.and(made) };
}

/** Only what differs is shown: what a decision leaves alone is not what it is judged by. */
function effectTable(before: FundView, after: FundView): Table {
  const was = figuresOf(before);
  const rows = [...figuresOf(after)].flatMap(([name, is]) => {
    const then = was.get(name) ?? '\u2013';
    return then === is ? [] : [[text(name), number(then), number(is)]];
  });
  return {
    caption: `What it does to ${before.facts.get('fund', before.fund)?.attributes.name ?? before.fund}`,
    head: [text('Figure'), number('Before'), number('After')],
    rows,
    empty: 'No figure of the fund\u2019s health changes by it.',
  };
}

/** The figures that the fund's page shows, each by its name there. */
function figuresOf(view: FundView): Map<string, string> {
  const figures = new Map<string, string>();
  const judged = health(view);
  figures.set('Health', capital(judged.whole));
  for (const { dimension, level, reasons } of judged.dimensions)
    figures.set(capital(dimension), [capital(level), ...reasons].join('. '));
  if (!keptByOwners(view)) figures.set('Held by the host', money(held(view).now.pence));
  figures.set('Funded until', fundedInWords(view));
  const years = view.balances.groupBy('year').map(({ key }) => key.year);
  for (const year of years) {
    const of = position(view.balances.where({ year }), { year });
    for (const name of Object.keys(of) as (keyof Position)[])
      figures.set(`${sentenceCase(name)}, ${unbroken(year)}`, money(of[name].pence));
  }
  for (const { year, whole, lowest } of coverage(view)) {
    figures.set(`Coverage, ${unbroken(year)}`, ratioInWords(whole.covered));
    if (lowest) figures.set(`Lowest coverage, ${unbroken(year)}`, ratioInWords(lowest.covered));
  }
  for (const { year, source, nature, amount } of atRisk(view))
    figures.set(
      `At risk, ${unbroken(year)}, ${nameIn(view.facts, 'source', source)}, ${nature}`,
      money(amount.pence),
    );
  for (const [name, pence] of owing(view)) figures.set(name, money(pence));
  for (const { ringFence, left, uncommitted } of ringFences(view)) {
    const name = nameIn(view.facts, 'ring-fence', ringFence);
    figures.set(`Left of the ring-fence ${name}`, money(left.pence));
    figures.set(`Not called on of the ring-fence ${name}`, money(uncommitted.pence));
  }
  return figures;
}

/** What others owe the fund, and it them, all of a kind taken together. */
function owing(view: FundView): Map<string, Pence> {
  const kinds = new Map([
    ['Debtors', sumPence(debtors(view).map(({ owes }) => owes.pence))],
    ['Creditors', sumPence(creditors(view).map(({ owed }) => owed.pence))],
  ]);
  for (const { kind, owed, amount } of otherBalances(view)) {
    const name = `${capital(kind)}, owed ${owed}`;
    kinds.set(name, (kinds.get(name) ?? 0n) + amount.pence);
  }
  return kinds;
}

/** Before and after of everything that a proposed move touches, as the proposal states it. */
export async function moveEffects(
  { wouldRecord }: Pick<Touched, 'wouldRecord'>,
  reading: Reading,
): Promise<Table[]> {
  const proposed = wouldRecord.flatMap(({ draft }) => {
    const event = ReallocationProposed.schema.safeParse(draft.data);
    return draft.type === ReallocationProposed.type && event.success ? [event.data] : [];
  });
  if (proposed.length === 0) return [];
  const waiting = await reading.waiting({});
  return proposed.map((move) =>
    effectsTable('What it would change once it is approved', move.effects, waiting),
  );
}
