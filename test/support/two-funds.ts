import { pino } from 'pino';
import { carryOut, LedgerCommand, type Answer } from '#apps/service/ledger/commands.js';
import { Ledger, type Asking } from '#apps/service/ledger/ledger.js';
import { takeUpDue } from '#apps/service/processes/scheduler.js';
import type { ReallocationCommand } from '#contracts/commands/reallocation.js';
import type { EventStore } from '#libs/event-store/port.js';
import { startApp, type App } from './app.js';
import { Client } from './client.js';

const council = 'GB-LAE-NMR';
const approval: ReallocationCommand = { command: 'approve-reallocation', effective: '2026-05-01' };

/** Two funds of one council, east and west, whose director decides alone what moves in them. */
export class TwoFunds {
  readonly client: Client;
  #minutesOn = 0;

  private constructor(
    readonly app: App,
    private readonly clock: { now: () => Date },
  ) {
    this.client = new Client(app);
    clock.now = () => new Date(Date.parse('2026-05-01T09:00:00Z') + this.#minutesOn * 60_000);
  }

  /** Each with so much in its scheme. */
  static async open(amount: string): Promise<TwoFunds> {
    const clock = { now: () => new Date('2026-05-01T09:00:00Z') };
    const of = new TwoFunds(await startApp(() => clock.now()), clock);
    for (const fund of ['east', 'west']) {
      const ask = (command: string, body: object): Promise<object> =>
        of.client.done(`funds/${fund}/${command}`, body);
      const source = { source: 'council', name: 'Council', role: 'partner', organisation: council };
      const money = { source: 'council', year: '2026-27', amount };
      await ask('establish-fund', { name: fund, kind: 'single', host: council });
      await ask('open-source', source);
      await ask('open-scheme', { scheme: 'one', name: 'One' });
      await ask('pledge-contribution', { contribution: 'c', ...money });
      await ask('confirm-contribution', { contribution: 'c', evidence: 'Budget resolution' });
      await ask('allocate-budget', { scheme: 'one', ...money });
    }
    await new Client(of.app, 'nadia').done(`delegations/${council}/adopt-delegation`, {
      title: 'Scheme of delegation',
      evidence: 'Resolution',
      effective: '2026-04-01',
      powers: [
        {
          power: 'moves',
          office: 'director',
          decisions: ['virement'],
          boundaries: ['between-funds', 'within-scheme'],
        },
      ],
    });
    return of;
  }

  /** The ledger as another process has it, on the same log or on one that is in its way. */
  ledger(store: EventStore = this.app.runtime.store): Ledger {
    return new Ledger(store, this.clock.now);
  }

  later(minutes: number): void {
    this.#minutesOn += minutes;
  }

  approve(ledger: Ledger, id: string): Promise<Answer> {
    return carryOut(
      ledger,
      new LedgerCommand(asking(id), { kind: 'reallocation', id, command: approval }),
    );
  }

  /** Approves in a process that dies after so many appends. */
  async killed(appends: number, id: string): Promise<void> {
    let left = appends;
    await this.approve(
      this.ledger(
        appendingBy(this.app.runtime.store, (append) =>
          left-- > 0 ? append() : Promise.reject(new Error('killed')),
        ),
      ),
      id,
    ).catch(() => undefined);
    expect(left).toBeLessThan(0);
  }

  /** The views have come to the end of the log. */
  async caughtUp(): Promise<void> {
    const { number } = await this.app.runtime.store.head();
    await this.app.runtime.runner.progress.until(number, 5_000);
  }

  /** What was left is taken up, as the service does by itself. */
  async finish(): Promise<void> {
    await this.caughtUp();
    await takeUpDue(this.ledger(), this.app.runtime.reading, pino({ level: 'silent' }));
  }
}

type Append = EventStore['append'];

/** A store whose appends somebody stands in the way of. */
export const appendingBy = (
  store: EventStore,
  by: (append: () => ReturnType<Append>) => ReturnType<Append>,
): EventStore =>
  Object.create(store, {
    append: { value: (what: Parameters<Append>[0]) => by(() => store.append(what)) },
  }) as EventStore;

/** The director asks. */
export const asking = (key: string): Asking => ({
  provenance: { actor: 'rosalind', organisation: council, authority: 'Director', reason: 'story' },
  key: `rosalind/${key}`,
  asked: key,
  dryRun: false,
  office: 'director',
});

/** The scheme of a fund, as moves name it. */
export const place = (fund: string) =>
  ({
    kind: 'scheme',
    fund,
    scheme: 'one',
    source: 'council',
    year: '2026-27',
    nature: 'revenue',
  }) as const;
