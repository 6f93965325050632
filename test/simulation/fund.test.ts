import fc from 'fast-check';
import type { FundCommand } from '#contracts/commands/fund.js';
import { checkedData } from '#contracts/events/all.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { Decision } from '#libs/funding/decision.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import { evolveFund } from '#libs/funding/fund/evolve.js';
import { newFund } from '#libs/funding/fund/fund.js';
import { postings } from '#libs/ledger/postings.js';
import { on } from '#test/support/given.js';
import { Auditor } from './auditor.js';
import { judge } from './judge.js';
import { balanced, Ledger, reconcile, written } from './reconcile.js';
import { commandOf, limits, setUp, wishes, type Wish } from './workload.js';
import { findings } from './findings.js';

const runs = Number(process.env['SIMULATION_RUNS'] ?? 150);
const seed = Number(process.env['SIMULATION_SEED'] ?? Date.now() % 2 ** 31);
const years = ['2025-26', '2026-27', '2027-28', '2028-29'];
const agreement = { revision: 0, since: '2026-04-01', limits };

/** Lives through what is wished for; after every step the books must agree and the rules hold. */
function live(wished: readonly Wish[]): void {
  const fund = newFund();
  const replayed = newFund();
  const ledger = new Ledger();
  const auditor = new Auditor();

  const put = (asked: FundCommand) => {
    const decision: Decision<FundEvent> = decideFund(fund, asked, {
      ...on(asked.effective),
      agreement,
    });
    judge(asked, decision, auditor, ledger);
    for (const event of decision.events ?? []) {
      checkedData(event.type, event.data);
      const standing = { ...event, stream: 'fund-small' };
      const posted = postings(standing);
      balanced(posted);
      ledger.post(posted);
      evolveFund(fund, standing);
      evolveFund(replayed, JSON.parse(JSON.stringify(standing)) as typeof standing);
      auditor.note(event);
    }
    reconcile(ledger, auditor);
  };
  for (const asked of setUp) put(asked);
  wished.forEach((wish, nth) => put(commandOf(wish, nth, auditor)));
  expect(written(replayed, years)).toBe(written(fund, years));
}

it(`keeps the rules of the ledger, whatever is asked (seed ${seed}, ${runs} lives)`, () => {
  fc.assert(fc.property(wishes, live), { seed, numRuns: runs });
}, 86_400_000);

it.each(findings)('has learned from: $lesson', ({ wished }) => live(wished));
