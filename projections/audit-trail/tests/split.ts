import type { Approval } from '#contracts/events/fund/move-shapes.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Entry } from '../entries.js';
import type { Finding } from './audit-test.js';

/** One office's approval of one decision, and the most that it may decide at a time. */
export interface Decided {
  readonly entry: Entry;
  readonly approval: Approval;
  readonly limit: Pence | null;
}

const dayMilliseconds = 86_400_000;

/**
 * Runs of decisions of one person, office and budget head, each within its limit, that stand within
 * so many days of the first of the run and together exceed the limit. A run is as long as it can be,
 * and no decision stands in two runs of one head.
 */
export function splitIn(decided: readonly Decided[], days: number): Finding[] {
  const byHead = new Map<string, Decided[]>();
  for (const each of decided) {
    const { organisation, office, by } = each.approval;
    for (const head of each.entry.judged?.heads ?? ['no head']) {
      const key = [organisation, office, by, head].join('\n');
      const of = byHead.get(key) ?? [];
      // The parts of one decision in several funds are one.
      if (!of.some(({ entry }) => isSameDecision(entry, each.entry))) of.push(each);
      byHead.set(key, of);
    }
  }
  return [...byHead].flatMap(([key, of]) => runsOf(of, days).map((run) => findingOf(key, run)));
}

const isSameDecision = (a: Entry, b: Entry): boolean =>
  a.subject !== null && a.subject === b.subject && a.type === b.type;

function runsOf(of: readonly Decided[], days: number): Decided[][] {
  const small = of
    .filter(({ entry, limit }) => limit !== null && entry.amount !== null && entry.amount <= limit)
    .sort((a, b) =>
      a.approval.day < b.approval.day
        ? -1
        : a.approval.day > b.approval.day
          ? 1
          : a.entry.number - b.entry.number,
    );
  const runs: Decided[][] = [];
  for (let first = 0; first < small.length;) {
    const start = Date.parse(small[first]?.approval.day ?? '');
    let end = first;
    while (
      end < small.length &&
      Date.parse(small[end]?.approval.day ?? '') < start + days * dayMilliseconds
    )
      end += 1;
    const run = small.slice(first, end);
    const isSplit = run.length > 1 && sumOf(run) > (run[0]?.limit ?? 0n);
    if (isSplit) runs.push(run);
    first = isSplit ? end : first + 1;
  }
  return runs;
}

const sumOf = (run: readonly Decided[]): Pence =>
  run.reduce((sum, { entry }) => sum + (entry.amount ?? 0n), 0n);

function findingOf(key: string, run: readonly Decided[]): Finding {
  const [organisation = '', office = '', by = '', head = ''] = key.split('\n');
  const limit = formatPence(run[0]?.limit ?? 0n);
  const amount = sumOf(run);
  return {
    what: `${by} (${office}) decided ${run.length} on ${head}, ${formatPence(amount)} in all, each within ${limit}`,
    numbers: run.map(({ entry }) => entry.number).sort((a, b) => a - b),
    fund: run[0]?.entry.funds[0] ?? 'none',
    amount,
    of: { organisation, office, by, head, limit },
  };
}
