import { streamsMax } from '#contracts/events/fund/statements.js';
import { MemoryEventStore } from '#libs/event-store/memory-store.js';
import { Balances } from '#libs/ledger/balances.js';
import { standing } from '#libs/ledger/facts-at.js';
import type { Reading } from '#projections/reading/reading.js';
import { Ledger } from '../ledger/ledger.js';
import { issueStatement } from './issue-statement.js';

it('is refused where it would rest on more streams than its event can name', async () => {
  const moment = { number: 1, recorded: null, final: true, effectiveOn: null, day: '2027-05-20' };
  const awards = Array.from({ length: streamsMax }, (_, place) => ({
    ...({ entity: 'commitment', id: `award-${place}`, fund: 'grants', provider: 'none' } as const),
    ...{ number: 1, effective: '2026-04-01', attributes: { kind: 'grant' } },
  }));
  const reading = {
    moment: () => Promise.resolve(moment),
    fund: (fund: string) =>
      Promise.resolve({ fund, moment, balances: new Balances([]), facts: standing(awards) }),
  };
  const log = { origin: 'purse.example', rootAt: () => Promise.resolve(Buffer.alloc(32)) };
  const ledger = new Ledger(new MemoryEventStore(), () => new Date('2027-05-20T09:00:00Z'));
  const asking = {
    provenance: { actor: 'a', organisation: 'o', authority: 'x', reason: 'y' },
    ...{ key: 'a/1', asked: {}, dryRun: false },
  };
  const command = {
    command: 'issue-statement',
    statement: 'account',
    kind: 'memorandum-account',
    year: '2026-27',
    quarter: null,
    effective: '2027-05-20',
  } as const;
  const sources = { reading: reading as unknown as Reading, log };
  expect(await issueStatement(ledger, sources, asking, 'grants', command, undefined)).toMatchObject(
    { refused: { problem: 'too-many-streams', facts: { streams: 5_001, streamsMax: 5_000 } } },
  );
});
