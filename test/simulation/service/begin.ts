import { agreementCommands } from '#contracts/commands/agreement.js';
import { organisationCommands } from '#contracts/commands/organisation.js';
import type { Provenance } from '#contracts/envelope.js';
import { carryOut, LedgerCommand, type Asked } from '#apps/service/ledger/commands.js';
import type { Ledger } from '#apps/service/ledger/ledger.js';
import { limits, providers, setUp, sources } from '../workload/world.js';
import { pounds } from '../workload/wish.js';
import { askingOf } from './requests.js';

/** Three ways of holding money together. */
export const funds = ['pool', 'pool2', 'beside', 'programme'] as const;

export const people: readonly Provenance[] = [
  { actor: 'amina', organisation: 'council', authority: 'Pooled fund manager', reason: 'Asked' },
  { actor: 'tomasz', organisation: 'icb', authority: 'Head of commissioning', reason: 'Asked' },
];

const effective = '2026-04-01';

/** An agreement of two partners over its funds, and a funder's programme beside it. */
function* beginning(): Iterable<Asked> {
  for (const name of ['host', ...sources, ...providers])
    yield {
      kind: 'organisation',
      id: name,
      command: {
        command: 'register-organisation',
        effective,
        ...organisationCommands['register-organisation'].parse({ name }),
      },
    };
  yield {
    kind: 'agreement',
    id: 'place',
    command: {
      command: 'sign-agreement',
      effective,
      ...agreementCommands['sign-agreement'].parse({
        title: 'Place',
        power: 's75',
        host: 'council',
        partners: ['council', 'icb'],
        commitmentLimits: {
          indicative: pounds(Number(limits.indicative)),
          expected: pounds(Number(limits.expected)),
        },
      }),
    },
  };
  for (const fund of funds) {
    const kind = fund === 'beside' ? 'aligned' : fund === 'programme' ? 'grant' : 'pooled';
    for (const command of setUp(kind, kind === 'grant' ? undefined : 'place'))
      yield { kind: 'fund', id: fund, command };
  }
}

/** The place as each life finds it. */
export async function begin(ledger: Ledger): Promise<void> {
  const [provenance] = people;
  if (!provenance) throw new Error('somebody has to begin');
  let nth = 0;
  // Commands to one stream are decided in the order in which they are asked for.
  const answers = await Promise.all(
    [...beginning()].map((asked) => {
      const request = { key: `beginning/${(nth += 1)}`, asked, provenance };
      return carryOut(ledger, new LedgerCommand(askingOf(request), asked));
    }),
  );
  for (const answer of answers)
    if ('refused' in answer)
      throw new Error(`the beginning was refused: ${JSON.stringify(answer)}`);
}
