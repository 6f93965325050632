import type { Logger } from 'pino';
import { londonDay } from '#contracts/financial-year.js';
import type { DueCursor, DueItem } from '#projections/reading/due.js';
import type { PostgresReading } from '#projections/reading/postgres-reading.js';
import type { Asking, Ledger } from '../ledger/ledger.js';
import { takenEarly, takers, type Now } from './takers.js';

const intervalMilliseconds = 5_000;

type DueReading = Pick<PostgresReading, 'due'>;

/** What came of one round, by item. */
export interface Round {
  readonly done: number;
  /** Refused or broken: tried again in the next round. */
  readonly failing: ReadonlyMap<string, string>;
}

export interface Scheduler {
  /** What came of the last round. */
  readonly last: Round;
  /** Takes up what is due now; resolves when that is done. */
  wake(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Issues commands when the clock passes a due time, and finishes what a crash left between two
 * steps. What falls due is a fact in the read models, so there is no memory here to lose: whoever
 * looks, however often, issues the same command under the same key.
 */
export function schedule(ledger: Ledger, reading: DueReading, logger: Logger): Scheduler {
  let last: Round = { done: 0, failing: new Map() };
  let working: Promise<void> = Promise.resolve();
  const round = async (): Promise<void> => {
    try {
      last = await takeUpDue(ledger, reading, logger, last);
    } catch (error) {
      logger.error({ err: error }, 'what is due could not be looked up; trying again');
    }
  };
  const wake = (): Promise<void> => (working = working.then(round));
  let waiting = false;
  const tick = (): void => {
    if (waiting) return;
    waiting = true;
    void wake().then(() => (waiting = false));
  };
  tick();
  const timer = setInterval(tick, intervalMilliseconds);
  return {
    get last() {
      return last;
    },
    wake,
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}

/** One round: everything that is due is taken up once; what fails does not stop the others. */
export async function takeUpDue(
  ledger: Ledger,
  reading: DueReading,
  logger: Logger,
  before?: Round,
): Promise<Round> {
  const clock = ledger.now();
  const now: Now = { instant: clock.toISOString(), day: londonDay(clock) };
  const failing = new Map<string, string>();
  let done = 0;
  let after: DueCursor | undefined;
  do {
    const page = await reading.due(now, takenEarly, after);
    for (const item of page.items) {
      const failure = await taken(ledger, logger, item, now, before);
      if (failure === undefined) done += 1;
      else failing.set(item.key, failure);
    }
    after = page.next;
  } while (after !== undefined);
  return { done, failing };
}

/** Why it could not be done; nothing where it was. A refusal is told once, and not in every round. */
async function taken(
  ledger: Ledger,
  logger: Logger,
  item: DueItem,
  now: Now,
  before: Round | undefined,
): Promise<string | undefined> {
  try {
    const refused = await takers[item.what].take(ledger, askingFor(item), item, now);
    if (refused && before?.failing.get(item.key) !== refused.problem)
      logger.warn({ due: item.key, problem: refused.problem }, 'what is due was refused');
    return refused?.problem;
  } catch (error) {
    logger.error({ err: error, due: item.key }, 'what is due could not be done; trying again');
    return 'error';
  }
}

/** The service acts in its own name, by the rule that it carries out. */
const askingFor = ({ key, what }: DueItem): Asking => ({
  provenance: {
    actor: 'common-purse',
    organisation: 'common-purse',
    authority: takers[what].authority,
    reason: takers[what].reason,
  },
  key: `due/${key}`,
  asked: ['due', key],
  dryRun: false,
});
