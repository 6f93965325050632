import type { ContractCommand } from '#contracts/commands/award/contract.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { carryOut, LedgerCommand, type Answer } from '#apps/service/ledger/commands.js';
import { Ledger } from '#apps/service/ledger/ledger.js';
import type { EventStore } from '#libs/event-store/port.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** An award from two funds, or a change of one, that the second of them refuses. */
let app: App;
let client: Client;
const now = (): Date => new Date('2026-05-01T09:00:00Z');
const year = '2026-27';
let requests = 0;

beforeAll(async () => {
  app = await startApp(now, 'council');
  client = new Client(app);
  for (const fund of ['east', 'west']) {
    const done = (command: string, body: object): Promise<object> =>
      client.done(`funds/${fund}/${command}`, body);
    const money = { source: 'council', year, amount: '100.00' };
    await done('establish-fund', { name: fund, kind: 'single', host: 'council' });
    await done('open-source', {
      ...{ source: 'council', name: 'Council', role: 'partner', organisation: 'council' },
    });
    await done('open-scheme', { scheme: 'one', name: 'One' });
    await done('pledge-contribution', { contribution: 'c', ...money });
    await done('confirm-contribution', { contribution: 'c', evidence: 'Budget resolution' });
    await done('allocate-budget', { scheme: 'one', ...money });
  }
});
afterAll(() => app.stop());

const funding = (fund: string, amount: string) =>
  ({ fund, scheme: 'one', year, nature: 'revenue', amount, sources: 'as-scheme' }) as const;
const award = (east: string, west: string): ContractCommand => ({
  ...contractCommands['award-contract'].parse({
    title: 'Across two funds',
    provider: 'a-provider',
    funding: [funding('east', east), funding('west', west)],
  }),
  command: 'award-contract',
  effective: '2026-05-01',
});
const vary = (less: string): ContractCommand => ({
  ...contractCommands['vary-contract'].parse({
    ...{ change: 'v1', description: 'Westwards' },
    adds: [{ ...funding('east', '5.00'), sources: 'as-award' }],
    releases: [{ fund: 'west', scheme: 'one', year, nature: 'revenue', amount: less }],
  }),
  command: 'vary-contract',
  effective: '2026-05-01',
});

const ask = (id: string, command: ContractCommand, store = app.runtime.store): Promise<Answer> =>
  carryOut(
    new Ledger(store, now),
    new LedgerCommand(
      {
        provenance: { actor: 'amina', organisation: 'council', authority: 'manager', reason: 'x' },
        key: `amina/${id}/${++requests}`,
        asked: [id, command.command],
        dryRun: false,
      },
      { kind: 'contract', id, command },
    ),
  );

/** Asks while somebody else is quicker in the second fund, once the first has set its part aside. */
function overtaken(
  id: string,
  command: ContractCommand,
  meanwhile: () => Promise<unknown>,
): Promise<Answer> {
  let others: (() => Promise<unknown>) | undefined = meanwhile;
  const store: EventStore = Object.create(app.runtime.store, {
    append: {
      value: async (append: Parameters<EventStore['append']>[0]) => {
        const appended = await app.runtime.store.append(append);
        const quicker = others;
        others = undefined;
        await quicker?.();
        return appended;
      },
    },
  }) as EventStore;
  return ask(id, command, store);
}

async function standing(id: string): Promise<string[]> {
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 5_000);
  return Promise.all(
    ['east', 'west'].map(async (fund) => {
      const { body } = await client.get(`funds/${fund}/balances?award=${id}&by=account`);
      return (body['balances'] as unknown as { account: string; amount: string }[])
        .map(({ account, amount }) => `${account.split(':')[1] ?? ''} ${amount}`)
        .join();
    }),
  );
}
const refusedAs = (problem: string): object => ({ refused: { problem } });

describe('an award', () => {
  it('that the second fund refuses sets nothing aside, and can be asked for again', async () => {
    expect(await ask('much', award('10.00', '100.01'))).toMatchObject(
      refusedAs('commitment-exceeds-scheme'),
    );
    const { body } = await client.get('funds/east');
    expect(body['commitments']).toEqual([]);
    expect(await ask('much', award('1.00', '2.00'))).not.toHaveProperty('refused');
    expect(await standing('much')).toEqual(['committed 1.00', 'committed 2.00']);
  });

  it('that is overtaken in the second fund is released by the first, and has lapsed', async () => {
    const all = { scheme: 'one', source: 'council', year, amount: '98.00' };
    const answer = await overtaken('late', award('10.00', '20.00'), () =>
      client.done('funds/west/give-up-budget', all),
    );
    expect(answer).toMatchObject(refusedAs('commitment-exceeds-scheme'));
    expect(await standing('late')).toEqual(['', '']);
    await client.done('funds/west/allocate-budget', all);
    const inWestAlone = { ...award('1.00', '1.00'), funding: [funding('west', '1.00')] };
    expect(await ask('late', inWestAlone as ContractCommand)).toMatchObject(
      refusedAs('award-lapsed'),
    );
    expect(await standing('late')).toEqual(['', '']);
  });
});

describe('a variation', () => {
  it('that the second fund refuses leaves the first as it was, and can be asked for again', async () => {
    await ask('half', award('10.00', '20.00'));
    expect(await ask('half', vary('20.01'))).toMatchObject(refusedAs('release-exceeds-commitment'));
    expect(await standing('half')).toEqual(['committed 10.00', 'committed 20.00']);
    expect(await ask('half', vary('8.00'))).not.toHaveProperty('refused');
    expect(await standing('half')).toEqual(['committed 15.00', 'committed 12.00']);
  });

  it('that is overtaken in the second fund leaves the first as it was, and has lapsed', async () => {
    await ask('less', award('10.00', '20.00'));
    const answer = await overtaken('less', vary('8.00'), () =>
      client.done('funds/west/release-commitment', { award: 'less', year, amount: '13.00' }),
    );
    expect(answer).toMatchObject(refusedAs('release-exceeds-commitment'));
    expect(await standing('less')).toEqual(['committed 10.00', 'committed 7.00']);
    expect(await ask('less', vary('1.00'))).toMatchObject(refusedAs('change-lapsed'));
  });
});
