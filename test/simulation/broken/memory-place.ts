import fc from 'fast-check';
import { carryOut, LedgerCommand, type Asked } from '#apps/service/ledger/commands.js';
import { Ledger } from '#apps/service/ledger/ledger.js';
import type { Json } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import type { ToDecide } from '#contracts/events/fund/authority.js';
import { londonDay } from '#contracts/financial-year.js';
import { MemoryEventStore } from '#libs/event-store/memory-store.js';
import type { EventStore } from '#libs/event-store/port.js';
import { Balances } from '#libs/ledger/balances.js';
import { postings } from '#libs/ledger/postings.js';
import { Auditor } from '../auditor/auditor.js';
import { booksAgree } from '../rules/books-agree.js';
import { fundRules } from '../rules/fund-rules.js';
import { LogRules } from '../rules/log-rules.js';
import { placeRules } from '../rules/place-rules.js';
import { begin, funds, people } from '../service/begin.js';
import { askedBy, placeWeights, type Lacking, type PlaceWish } from '../workload/place-wishes.js';
import { pick, wishOf } from '../workload/wish.js';

/** A part of a place that does not do what it should: a store in front of the store. */
export type Broken = (store: EventStore) => EventStore;

/** What is decided beside the views needs a service. */
const { issueStatement: _, signStatement: __, agreeBalances: ___, ...weights } = placeWeights;
export type Kind = keyof typeof weights;
export interface Lived {
  /** What must be wished for often, so that it shows soon. */
  readonly oftener?: readonly Kind[];
  readonly life?: readonly PlaceWish[];
}
const livesOf = (oftener: readonly Kind[]): fc.Arbitrary<readonly PlaceWish[]> => {
  const weighed: Record<keyof typeof weights, number> = { ...weights };
  for (const kind of oftener) weighed[kind] = 60;
  return fc.array(
    fc.tuple(wishOf(weighed), fc.nat(9)).map(([of, f]) => ({ ...of, f })),
    { minLength: 60, maxLength: 60 },
  );
};

/**
 * The first rule that lives over a broken place find broken; undefined where they find none. One that
 * is known to come upon it, where chance seldom would, is lived first.
 */
export async function firstFinding(
  broken: Broken,
  of: { readonly seed: number; readonly livesMax: number },
  { oftener = [], life }: Lived = {},
): Promise<string | undefined> {
  const lives = fc.sample(livesOf(oftener), { seed: of.seed, numRuns: of.livesMax });
  for (const wishes of life ? [life, ...lives] : lives)
    try {
      await live(wishes, broken);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('broken: ')) return error.message;
      throw error;
    }
  return undefined;
}

/**
 * A place in memory: the real ledger, whose every decision is made by a process that has just started,
 * over a log that may be broken; and the auditor, who reads after every step what was recorded.
 */
async function live(wishes: readonly PlaceWish[], broken: Broken): Promise<void> {
  const recorded = new MemoryEventStore();
  const store = broken(recorded);
  const clock = { milliseconds: Date.parse('2026-04-10T09:00:00Z') };
  const now = (): Date => new Date(clock.milliseconds);
  const auditor = new Auditor();
  const log = new LogRules();
  const ledgers = new Map<string, Balances>();
  /** What waits for an approval. */
  const lacking: Lacking[] = [];

  const check = async (): Promise<void> => {
    const touched = new Set<string>();
    for await (const events of store.read(log.number))
      for (const event of events) {
        log.take(event);
        const known = asDomainEvent(event);
        auditor.note(known);
        if (!event.stream.startsWith('fund-')) continue;
        const fund = event.stream.slice('fund-'.length);
        touched.add(fund);
        ledgers.set(fund, (ledgers.get(fund) ?? new Balances([])).and(postings(known)));
      }
    for (const fund of touched) {
      booksAgree(auditor.fund(fund), ledgers.get(fund)?.rows ?? []);
      for (const hold of Object.values(fundRules)) hold(auditor.fund(fund));
    }
    for (const hold of Object.values(placeRules)) hold(auditor);
  };

  const put = async (key: string, asked: Asked, nth: number): Promise<void> => {
    const asking = { ...pick(people, nth), key, asked: asked as unknown as Json, dryRun: false };
    // Where it is broken the ledger may find that out itself, and stop: that is no finding of the auditor.
    const answer = await carryOut(new Ledger(store, now), new LedgerCommand(asking, asked)).catch(
      () => undefined,
    );
    await check();
    const asks = answer && 'refused' in answer ? answer.refused.facts['asks'] : undefined;
    if (asks !== undefined && asked.kind === 'fund')
      lacking.push({ fund: asked.id, asks: asks as ToDecide });
  };

  await begin(new Ledger(store, now));
  await check();
  const requests: (readonly [key: string, asked: Asked, nth: number])[] = [];
  for (const [nth, wish] of wishes.entries()) {
    clock.milliseconds += nth % 10 === 9 ? 80 * 86_400_000 : 60_000;
    const asked = askedBy(wish, nth, { auditor, funds, today: londonDay(now()), lacking });
    const request = [`wish/${nth}`, asked, wish.b] as const;
    await put(...request);
    requests.push(request);
    const again = nth % 4 === 3 ? requests[nth - (wish.a % 4)] : undefined;
    if (again) await put(...again);
  }
}
