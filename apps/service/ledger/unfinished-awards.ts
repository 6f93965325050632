import type { DataSource } from 'typeorm';
import { londonDay } from '#contracts/financial-year.js';
import { colours } from '#projections/runner/tables.js';
import { expire, settle } from './awards.js';
import type { Asking, Ledger } from './ledger.js';

const intervalMilliseconds = 5_000;

interface Pending {
  readonly award: string;
  readonly fund: string;
  readonly kind: 'contract' | 'grant';
  readonly expires: string;
}

/**
 * Finishes awards that a crash left between two steps, and lets reservations lapse that ran out. It
 * finds them in the read models, so it needs no memory of its own; every step has a fixed key, so
 * taking it twice changes nothing.
 */
export function finishAwards(
  ledger: Ledger,
  models: DataSource,
  onFault: (error: unknown) => void,
): { stop: () => Promise<void> } {
  let working = Promise.resolve();
  const round = (): void => {
    working = finishOnce(ledger, models).catch(onFault);
  };
  round();
  const timer = setInterval(() => {
    void working.then(round);
  }, intervalMilliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}

/** One round: exported for the stories of crashes. */
export async function finishOnce(ledger: Ledger, models: DataSource): Promise<void> {
  const now = ledger.now();
  const today = londonDay(now);
  for (const { award, fund, kind, expires } of await pendingAwards(models)) {
    if (now.toISOString() >= expires) await expire(ledger, asking, kind, award, today);
    await settle(ledger, asking, kind, award, [fund], today);
  }
}

/** The service acts in its own name, by the rule that it carries out. */
const asking: Asking = {
  provenance: {
    actor: 'common-purse',
    organisation: 'common-purse',
    authority: 'Awards are made whole or not at all',
    reason: 'An award was left unfinished',
  },
  key: 'award',
  asked: null,
  dryRun: false,
};

function pendingAwards(models: DataSource): Promise<Pending[]> {
  return models.transaction('REPEATABLE READ', async (manager) => {
    const [version] = await manager.query<{ colour: string }[]>(
      `select colour from views.version where state = 'live'`,
    );
    const colour = colours.find((known) => known === version?.colour) ?? colours[0];
    await manager.query(
      `select set_config('search_path', $1, true), set_config('purse.viewer', $2, true)`,
      [colour, asking.provenance.actor],
    );
    return manager.query<Pending[]>(
      `select f.id as award, f.fund, f.attributes ->> 'kind' as kind,
          f.attributes ->> 'expires' as expires
        from fact f
        where f.entity = 'commitment' and f.attributes ->> 'state' = 'reserved'
          and not exists (select from fact g where g.entity = f.entity and g.id = f.id
            and g.fund = f.fund and g.number > f.number)
        order by f.number limit 1000`,
    );
  });
}
