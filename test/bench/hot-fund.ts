import { randomUUID } from 'node:crypto';
import { CommandHandler, isExpectedVersionConflictError } from '@event-driven-io/emmett';
import { inFund } from '#apps/service/ledger/awards.js';
import { Ledger } from '#apps/service/ledger/ledger.js';
import { migrate } from '#apps/service/runtime.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import { evolveFund } from '#libs/funding/fund/evolve.js';
import { newFund } from '#libs/funding/fund/fund.js';
import { openEmmett, type Emmett } from './emmett.js';
import { inTurn, secondsOf } from './measure.js';
import type { Place } from './place.js';
import { atLeast, type Row, type Size } from './row.js';

const callers = 64;
const effective = '2026-04-01';
const provenance = {
  actor: 'A. Finance Officer',
  organisation: 'northmoor-council',
  authority: 'scheme of delegation',
  reason: 'monthly run',
};

const established: FundCommand = {
  ...{ command: 'establish-fund', effective, name: 'Hot', kind: 'single' },
  ...{ host: 'northmoor-council', area: 'unknown' },
};
const opened: FundCommand = {
  ...{ command: 'open-scheme', effective, scheme: 'carers', name: 'Carers' },
  ...{ category: 'unknown', area: 'unknown', demandLed: true, accountingBasis: 'unknown' },
};
const payment = (): FundCommand => ({
  ...{ command: 'record-payment', effective, expenditure: randomUUID(), kind: 'payment' },
  ...{ provider: 'GB-COH-00000001', scheme: 'carers', source: 'unknown', nature: 'revenue' },
  ...{ net: '1200.00', irrecoverableVat: 'unknown', reference: 'BACS', published: {} },
});

/** Payments into one fund by callers who all want it at once: the same decider on both sides. */
export async function hotFund(place: Place, size: Size): Promise<Row[]> {
  const urls = { ours: await place.fresh(), emmett: await place.fresh() };
  await migrate(urls.ours);
  const store = await PostgresEventStore.open(urls.ours);
  const emmett = await openEmmett(urls.emmett);
  const rate = async (
    open: () => Promise<(command: FundCommand) => Promise<void>>,
  ): Promise<number> => {
    const execute = await open();
    await execute(established);
    await execute(opened);
    const seconds = await secondsOf(() =>
      Promise.all(
        Array.from({ length: callers }, async () => {
          for (let done = 0; done < size.commands / callers; done += 1) await execute(payment());
        }),
      ),
    );
    return size.commands / seconds;
  };
  try {
    const measured = await inTurn(size.runs, {
      ours: () => rate(() => ourFund(new Ledger(store, () => new Date()))),
      emmett: () => rate(() => emmettFund(emmett)),
    });
    return [
      atLeast(
        `payments into one fund, ${callers} callers`,
        measured.ours,
        measured.emmett,
        'Emmett, trying again on conflict',
        10,
        '/s',
      ),
    ];
  } finally {
    await emmett.close();
    await store.close();
    for (const url of Object.values(urls)) await place.drop(url);
  }
}

function ourFund(ledger: Ledger): Promise<(command: FundCommand) => Promise<void>> {
  const fund = randomUUID();
  return Promise.resolve(async (command) => {
    const asking = {
      ...{ provenance, key: `bench/${randomUUID()}`, dryRun: false },
      asked: { ...command } as Record<string, string>,
    };
    const outcome = await inFund(ledger, asking, fund, command);
    if ('refused' in outcome) throw new Error(outcome.refused.problem);
  });
}

function emmettFund({ store }: Emmett): Promise<(command: FundCommand) => Promise<void>> {
  const fund = randomUUID();
  const stream = `fund-${fund}`;
  const handle = CommandHandler<ReturnType<typeof newFund>, EmmettEvent>({
    initialState: newFund,
    evolve: (state, { type, data }) =>
      evolveFund(state, { ...data, type, stream } as unknown as Parameters<typeof evolveFund>[1]),
    mapToStreamId: () => stream,
    // Its own waiting times, spread at random: trying sooner made it slower.
    retry: {
      retries: 10_000,
      ...{ minTimeout: 100, factor: 1.5, maxTimeout: 1_000, randomize: true },
      shouldRetryError: isExpectedVersionConflictError,
    },
  });
  return Promise.resolve(async (command) => {
    await handle(store, fund, (state) => {
      const decision = decideFund(state, command, {
        ...provenance,
        office: 'none',
        now: new Date().toISOString(),
        today: command.effective,
        agreement: undefined,
      });
      if (decision.refused) throw new Error(decision.refused.problem);
      return decision.events.map(({ type, ...data }) => ({ type, data: { ...data, provenance } }));
    });
  });
}

interface EmmettEvent {
  type: FundEvent['type'];
  data: Omit<FundEvent, 'type'> & { readonly provenance: typeof provenance };
}
