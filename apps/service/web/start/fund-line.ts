import { health } from '#projections/fund-health/figures/health.js';
import { held } from '#projections/fund-health/figures/held.js';
import { instalments, overdue } from '#projections/fund-health/figures/instalments.js';
import { openTasks } from '#projections/fund-health/figures/pending.js';
import type { FundView } from '#projections/reading/reading.js';
import { fundedInWords } from '../fund/summary.js';
import { figuresOf, type Cell } from '../table.js';
import { capital } from '../words.js';

/** A fund on the start page: how it stands, in one line, and what waits for whoever keeps it. */
export interface FundLine {
  readonly fund: string;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly reason: string;
  readonly held: Cell;
  readonly funded: string;
  readonly waits: readonly string[];
}

export function fundLine(view: FundView): FundLine {
  const { fund, facts, moment } = view;
  const judged = health(view);
  const worst = judged.dimensions.find(({ level }) => level === judged.whole);
  const about = facts.get('fund', fund)?.attributes;
  return {
    fund,
    name: about?.name ?? fund,
    kind: capital(about?.kind ?? ''),
    level: judged.whole,
    reason: judged.whole === 'green' ? 'Nothing speaks against it' : (worst?.reasons[0] ?? ''),
    held: figuresOf(fund, moment).cell('Held by the host', held(view).now),
    funded: fundedInWords(view),
    waits: [
      counted(claims(view), 'claim to check', 'claims to check'),
      counted(overdue(instalments(view)).count, 'instalment overdue', 'instalments overdue'),
      counted(openTasks(view).length, 'overspend to cover', 'overspends to cover'),
    ].flat(),
  };
}

const claims = ({ facts }: FundView): number =>
  facts.list('expenditure').filter(({ attributes }) => attributes.state === 'claimed').length;

const counted = (count: number, one: string, several: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];

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
