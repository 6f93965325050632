import { agreementCommands } from '#contracts/commands/agreement.js';
import { publicationCommands } from '#contracts/commands/fund/publication.js';
import { organisationCommands } from '#contracts/commands/organisation.js';
import type { Provenance } from '#contracts/envelope.js';
import { carryOut, LedgerCommand, type Asked } from '#apps/service/ledger/commands.js';
import type { Ledger } from '#apps/service/ledger/ledger.js';
import { area, delegation } from '../workload/parties.js';
import { limits, places, powersOf, providers, setUp, sources } from '../workload/world.js';
import { defined, stages } from '../workload/outcomes.js';
import { pounds } from '../workload/wish.js';
import { askingOf } from './requests.js';

/** Three ways of holding money together. */
export const funds = ['pool', 'pool2', 'beside', 'programme'] as const;

/** Who asks, for whom, in which office. */
export interface Person {
  readonly provenance: Provenance;
  readonly office: string;
}
const person = (actor: string, organisation: string, office: string): Person => ({
  provenance: { actor, organisation, authority: `${office} of ${organisation}`, reason: 'Asked' },
  office,
});

export const people: readonly Person[] = [
  person('amina', 'host', 'head'),
  person('tomasz', 'icb', 'head'),
  person('rosalind', 'host', 'director'),
  person('owen', 'host', 'finance'),
];

/** Who approves what the partners decide together. */
const signatories: readonly Person[] = [
  person('tessa', 'icb', 'chief'),
  person('cora', 'council', 'chief'),
];

/** Who is asked where somebody may not decide alone. */
export const approvers: readonly Person[] = [
  ...signatories,
  ...people.filter(({ office }) => office === 'director'),
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
        leadAuthority: 'council',
        signOffs: [
          { report: 'memorandum-account', organisation: 'host', office: 'finance' },
          { report: 'memorandum-account', organisation: 'icb', office: 'head' },
          { report: 'year-end-settlement', organisation: 'host', office: 'finance' },
          { report: 'annual-return', organisation: 'icb', office: 'head' },
        ],
        commitmentLimits: {
          indicative: pounds(Number(limits.indicative)),
          expected: pounds(Number(limits.expected)),
        },
      }),
    },
  };
  for (const organisation of ['host', 'icb', 'council'])
    yield delegation(organisation, 'adopt-delegation', effective, {
      ...{ title: `Scheme of ${organisation}`, evidence: 'Resolution' },
      powers: [...powersOf(organisation)],
    });
  const [one, two, district, icb, across] = places;
  const kinds = ['ward', 'ward', 'unitary', 'icb', 'travel-to-work-area'] as const;
  const madeOf: Readonly<Record<string, string[]>> = {
    [district]: [one, two],
    [icb]: [district],
    [across]: [two],
  };
  for (const [at, place] of places.entries())
    yield area(place, 'define-area', effective, {
      ...{ name: place, kind: kinds[at] ?? 'ward', source: 'Lookup', members: madeOf[place] ?? [] },
    });
  yield defined(effective);
  yield stages(0, effective);
  for (const fund of funds) {
    const kind = fund === 'beside' ? 'aligned' : fund === 'programme' ? 'grant' : 'pooled';
    for (const command of setUp(kind, kind === 'grant' ? undefined : 'place'))
      yield { kind: 'fund', id: fund, command };
    yield {
      kind: 'fund',
      id: fund,
      command: {
        command: 'set-publication-policy',
        effective,
        ...publicationCommands['set-publication-policy'].parse({}),
      },
    };
  }
}

function personOf(organisation: string): Person {
  const found = [...people, ...signatories].find(
    ({ provenance }) => provenance.organisation === organisation,
  );
  if (!found) throw new Error(`nobody acts for ${organisation}`);
  return found;
}

/** The place as each life finds it. */
export async function begin(ledger: Ledger): Promise<void> {
  let nth = 0;
  const all = [...beginning()];
  const isInFund = ({ kind, command }: Asked): boolean =>
    kind === 'fund' && command.command !== 'establish-fund';
  // Commands to a fund that there is are decided in the order in which they are asked for.
  for (const together of [all.filter((asked) => !isInFund(asked)), all.filter(isInFund)]) {
    const answers = await Promise.all(
      together.map((asked) => {
        // An organisation adopts its own scheme of delegation.
        const somebody = personOf(asked.kind === 'delegation' ? asked.id : 'host');
        const request = { key: `beginning/${(nth += 1)}`, asked, since: 0, ...somebody };
        return carryOut(ledger, new LedgerCommand(askingOf(request), asked));
      }),
    );
    for (const answer of answers)
      if ('refused' in answer)
        throw new Error(`the beginning was refused: ${JSON.stringify(answer)}`);
  }
}
