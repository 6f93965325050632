import fc from 'fast-check';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { RecordedEvent } from '#contracts/envelope.js';
import { checkedData, type DomainEvent } from '#contracts/events/all.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { Decision } from '#libs/funding/decision.js';
import type { AgreementInForce } from '#libs/funding/agreement/in-force.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import { evolveFund } from '#libs/funding/fund/evolve.js';
import { newFund } from '#libs/funding/fund/fund.js';
import { Balances } from '#libs/ledger/balances.js';
import { postings } from '#libs/ledger/postings.js';
import { agreementWith } from '#test/support/agreement.js';
import { on } from '#test/support/given.js';
import { dayAfter } from './auditor/amounts.js';
import { Auditor } from './auditor/auditor.js';
import { termsOf } from './auditor/agreements.js';
import { findings } from './findings.js';
import { judge } from './judge.js';
import { chosen, judged, tell } from './report.js';
import { booksAgree } from './rules/books-agree.js';
import { fundRules } from './rules/fund-rules.js';
import { postingsBalance } from './rules/postings-balance.js';
import { written } from './written.js';
import { fundWeights, fundWishes, type FundKind } from './workload/fund-wishes.js';
import { choose } from './workload/choice.js';
import { settlement } from './workload/settlements.js';
import { record, wishOnOtherDays, type Wish } from './workload/wish.js';
import { limits, setUp } from './workload/world.js';

const runs = Number(process.env['SIMULATION_RUNS'] ?? 150);
const years = ['2025-26', '2026-27', '2027-28', '2028-29'];
const agreed = (of?: Parameters<typeof settlement>[0]): AgreementInForce => ({
  ...agreementWith(of === undefined ? {} : settlement(of)),
  since: '2026-04-01',
  limits,
});
const agreements = fc.oneof(
  fc.constant(agreed()),
  record({ a: fc.nat(99), b: fc.nat(99), c: fc.nat(99) }).map(agreed),
);
const wishes = fc.array(wishOnOtherDays(fundWeights), {
  minLength: 5,
  maxLength: 120,
  size: 'max',
});

/**
 * One fund, in memory: lives through what is wished for. After every step the books must agree and
 * the rules hold. Quick, so it finds what is wrong in the sums; `service.test.ts` has the rest.
 */
function live(wished: readonly Wish<FundKind>[], agreement: AgreementInForce): void {
  const fund = newFund();
  const replayed = newFund();
  const auditor = new Auditor();
  const books = auditor.fund('small');
  auditor.agreements.set('small', [
    {
      ...termsOf(
        { revision: 0, effective: '2026-04-01', stamp: '2026-04-01T00:00:00.000Z' },
        agreement.terms,
      ),
      limits,
    },
  ]);
  let balances = new Balances([]);
  let number = 0;
  let commands = 0;

  const put = (asked: FundCommand, today = asked.effective) => {
    const decision: Decision<FundEvent> = decideFund(fund, asked, {
      ...on(today),
      agreement,
    });
    judge(asked, decision.refused, books, today);
    const key = `simulation/${(commands += 1)}`;
    for (const event of decision.events ?? []) {
      checkedData(event.type, event.data);
      number += 1;
      const { now: stamp, authority } = on(today);
      const at = { stream: 'fund-small', revision: number - 1, number, stamp, authority };
      const standing = { ...event, ...at, key };
      const posted = postings(standing);
      postingsBalance(posted);
      balances = balances.and(posted);
      evolveFund(fund, standing);
      evolveFund(replayed, JSON.parse(JSON.stringify(standing)) as typeof standing);
      auditor.note(standing as typeof standing & DomainEvent & RecordedEvent);
    }
    booksAgree(books, balances.rows);
    for (const hold of Object.values(fundRules)) hold(books);
  };
  for (const asked of setUp('pooled', 'small')) put(asked);
  wished.forEach((wish, nth) => {
    const asked = fundWishes[wish.kind](choose(wish, `x${nth}`, books));
    put(asked, dayAfter(asked.effective, wish.made ?? 0));
  });
  // Rule 11: what is replayed from what was written is what stands.
  expect(written(replayed, years)).toBe(written(fund, years));
}

it(`keeps the rules of the ledger, whatever is asked (seed ${chosen.seed}, ${runs} lives)`, () => {
  const details = fc.check(fc.property(wishes, agreements, live), { ...chosen, numRuns: runs });
  tell(`in memory ${details.numRuns} lives of one fund, findings ${details.failed ? 1 : 0}`);
  judged(details);
}, 86_400_000);

it.each(findings)('has learned from: $lesson', ({ wished, settled }) =>
  live(wished, agreed(settled)),
);
