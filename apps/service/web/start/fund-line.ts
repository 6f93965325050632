import { health } from '#projections/fund-health/figures/health.js';
import { instalments, overdue } from '#projections/fund-health/figures/instalments.js';
import { proposalsIn } from '#projections/fund-health/figures/proposals.js';
import { restatements, toCover } from '#projections/fund-health/figures/pending.js';
import type { FundView } from '#projections/reading/reading.js';
import { reasonOf } from '../fund/health-tables.js';
import { fundedInWords, heldFact, type Fact } from '../fund/summary.js';
import type { Line } from '../table.js';
import { capital } from '../words.js';

/** A fund on the start page: how it stands, in one line, and what waits for whoever keeps it. */
export interface FundLine {
  readonly fund: string;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly reason: Line;
  readonly held: Fact;
  readonly funded: string;
  readonly waits: readonly Waits[];
}

/** So much of something that waits, and where it is seen to. */
interface Waits {
  readonly text: string;
  readonly path: string;
}

function fundLine(view: FundView): FundLine {
  const { fund, facts } = view;
  const judged = health(view);
  const about = facts.get('fund', fund)?.attributes;
  const tasks = `/funds/${fund}/tasks`;
  return {
    fund,
    name: about?.name ?? fund,
    kind: capital(about?.kind ?? ''),
    level: judged.whole,
    reason: reasonOf(view, judged),
    held: heldFact(view),
    funded: fundedInWords(view),
    waits: [
      counted(proposalsIn(view).length, 'proposal to decide', 'proposals to decide', '/approvals'),
      counted(claims(view), 'claim to check', 'claims to check', tasks),
      counted(overdue(instalments(view)).count, 'instalment overdue', 'instalments overdue', tasks),
      counted(toCover(view).length, 'overspend to cover', 'overspends to cover', tasks),
      counted(restatements(view).length, 'statement to restate', 'statements to restate', tasks),
    ].flat(),
  };
}

const claims = ({ facts }: FundView): number =>
  facts.list('expenditure').filter(({ attributes }) => attributes.state === 'claimed').length;

const counted = (count: number, one: string, several: string, path: string): Waits[] =>
  count === 0 ? [] : [{ text: `${count} ${count === 1 ? one : several}`, path }];

const keptMax = 500;

/**
 * Lines of funds at a moment never change, and whoever sees a fund whole sees the same: they are made
 * once for each moment, so that a start page of many funds is quick.
 */
export class FundLines {
  readonly #made = new Map<string, Promise<FundLine>>();

  of(fund: string, moment: FundView['moment'], read: () => Promise<FundView>): Promise<FundLine> {
    const key = [fund, moment.number, moment.day, moment.effectiveOn].join(' ');
    const known = this.#made.get(key);
    if (known) return known;
    if (this.#made.size >= keptMax) this.#made.clear();
    const made = read().then(fundLine);
    this.#made.set(key, made);
    // What could not be read is read again.
    made.catch(() => this.#made.delete(key));
    return made;
  }
}
