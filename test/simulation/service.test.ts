import fc from 'fast-check';
import { eventTypes } from '#contracts/events/all.js';
import { audited } from './auditor/auditor.js';
import { Life } from './service/life.js';
import { findings } from './service/findings.js';
import { chosen, judged, tell } from './report.js';
import { tally } from './service/tally.js';
import { lives, type Step } from './service/steps.js';

/*
 * The life of a small place in the real service: several funds, pooled, aligned and of a funder's
 * programme, several processes over one log in PostgreSQL, whose clocks are off and which die between
 * any two appends. After every step the auditor (`auditor/`, written from the words of the domain and
 * from events alone) must agree with the views, to the penny, and the rules must hold. By number:
 *
 *  1  an event reads at the end as it first did; a correction names what it corrects, once
 *  2  each event's postings balance; every split by largest remainder, worked out by the auditor
 *  3  all of a move leaves and arrives, or nothing; a recoding and a year-end change no total
 *  4  each pound of a commitment and of an invoice once; an award is whole or not at all
 *  5  every source and year balances, each event after the other, and as a year closes
 *  6  what is due and not received is a debtor; in kind and aligned money are never cash
 *  7  shares sum to what is shared; each worked out by the auditor: pro rata, fixed, where it falls,
 *     capped, banded, and schemes apart. By their sum only where some was covered or retained before,
 *     or an excess or aligned money came in, for then not all of what fell where is known
 *  8  a year opens with what the one before closed, what was brought provisionally included
 *  9  every event says who, why and by which key; repeats are answered alike, other uses refused
 * 10  numbers and times rise without gaps; what was known at a number is known of it at the end
 * 11  sums made anew and views built anew are the live ones
 * 12  put again to the log as it was, a request is decided as it was; by the agreement of its day
 * 13  every statement is made again at the end and is the bytes that were issued; what those of a
 *     year say is what an auditor finds who read up to their number. Who signs was asked to, and what
 *     is signed is what was issued; one of a kind and time stands, and a restatement links to it
 * 14  unknown sources, schemes and VAT stay unknown, balances of their own
 * 15  what goes beyond a budget or an award, or doubles an outcome, is recorded, flagged and counted.
 *     Files of payments are imported, again and after crashes: each row once, or set aside with its
 *     line and reason. Grants and schedules of contributions are not imported here
 * 16  words about people are sealed, and an auditor reads them; of who is forgotten nobody does
 * 17  nothing counts in a period that is hard-closed; late facts in the first open one; what a
 *     reopened period makes stale is to be restated
 * 18  nothing crosses a ring-fence (also of what awards are for), a year, a nature or into a pool
 *     without a recorded permission, used for what it is for; no
 *     maximum share is exceeded by an allocation, a move or the cover of an overspend
 * 19  nothing beyond what there is, or the agreement's limits, without an obligation or authority
 * 20  approvals: by others than the proposer, by the scheme of delegation in force, within the power's
 *     dates, limit, cumulative limit and reach; what that scheme names is decided by one of its offices; by
 *     each partner what the agreement lets each of them decide
 * 21  who reads without saying for whom sees nothing; people are let into a fund by its host, and their
 *     own by its parties. Who sees which line is for `test/access`
 *
 * Beside the rules: every flow names the law it rests on, once its source has said by which it gives. No
 * more is passed down than there is. Cost lines move within a contract's allowance or by a virement, as
 * far as there is something on them; what is under way counts towards maximum shares. Stages of
 * outcomes are worth what was agreed, claimed once reached, within their caps, and one achievement is
 * paid once; savings shares and exit settlements come to what was agreed. No stage is both paid and
 * rejected. What is spent in places that overlap is counted once in their union, by the boundaries of
 * its day. `catches.test.ts` breaks code on purpose and expects the rules to find it.
 *
 * The long form lists the commands that were never accepted and the types of event that never occurred.
 * Not to be expected there are the keys of the log, its cosignatures and replays, which are no decisions
 * of the ledger (`test/log`); and only where a process dies between two appends at the right moment,
 * `AwardChangeLapsed`, `CommitmentChangeReleased`, `BudgetMoveReleased` and `ReallocationNotCarriedOut`.
 *
 * The order of appends is chosen by the seed, but for steps that say `rush`: these come as they come.
 */

const minutes = Number(process.env['SIMULATION_MINUTES'] ?? 0);
const runs = Number(process.env['SIMULATION_LIVES'] ?? (minutes > 0 ? 1_000_000 : 6));

/** When the time is up, what is left of the lives is not lived; nor is a finding made smaller for ever. */
const until = minutes > 0 ? Date.now() + minutes * 60_000 : Infinity;
const shrinkingMilliseconds = minutes > 0 ? 180_000 : 60_000;
let foundAt = Infinity;
/** The life that is being lived: it ends by itself where fast-check stops waiting for it. */
let living: Promise<void> = Promise.resolve();

async function live(steps: readonly Step[]): Promise<void> {
  if (Date.now() > Math.min(until, foundAt + shrinkingMilliseconds)) return;
  try {
    await (living = Life.of(steps));
  } catch (error) {
    foundAt = Math.min(foundAt, Date.now());
    throw error;
  }
  const told = minutes > 0 ? tally.progress(60_000) : undefined;
  if (told !== undefined && foundAt === Infinity) process.stderr.write(`${told}\n`);
}

async function lifeIsOver(): Promise<void> {
  for (let last; last !== living;) {
    last = living;
    await last.catch(() => undefined);
  }
}

it(`keeps the rules over several funds and processes (seed ${chosen.seed})`, async () => {
  const details = await fc.check(fc.asyncProperty(lives, live), {
    ...chosen,
    numRuns: runs,
    ...(minutes > 0 ? { interruptAfterTimeLimit: minutes * 60_000 } : {}),
  });
  // The one that nobody waits for any more still has its connections: nothing is taken from under it.
  await lifeIsOver();
  tell(tally.written(details.failed ? 1 : 0));
  judged(details);
}, 86_400_000);

it('has an auditor who knows every type of event', () =>
  expect(Object.keys(eventTypes).filter((type) => !(type in audited))).toEqual([]));

it.each(findings)('has learned that $lesson', ({ steps }) => Life.of(steps));
