import type { z } from 'zod';
import type { Asked } from '#apps/service/ledger/commands.js';
import { appointmentCommands } from '#contracts/commands/appointment.js';
import { areaCommands } from '#contracts/commands/area.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import { organisationCommands } from '#contracts/commands/organisation.js';
import { dayAfter } from '../auditor/amounts.js';
import type { Choice } from './choice.js';
import type { Known } from './place-wishes.js';
import { oneOf, pick, pounds } from './wish.js';
import { places, powersOf, providers } from './world.js';

/** Who takes part, where the money is spent, and who may decide. */
export const partyWeights = {
  register: 1,
  changeDetails: 1,
  identify: 1,
  ownYear: 1,
  succeed: 1,
  defineArea: 1,
  changeArea: 3,
  population: 1,
  reviseDelegation: 2,
  revokeDelegation: 1,
  adoptDelegation: 1,
  appoint: 3,
  endAppointment: 2,
} as const;
export type PartyKind = keyof typeof partyWeights;

const organisation = <Name extends keyof typeof organisationCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof organisationCommands)[Name]>,
): Asked =>
  ({
    kind: 'organisation',
    id,
    command: { command: name, effective, ...organisationCommands[name].parse(asked) },
  }) as Asked;

export const area = <Name extends keyof typeof areaCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof areaCommands)[Name]>,
): Asked =>
  ({
    kind: 'area',
    id,
    command: { command: name, effective, ...areaCommands[name].parse(asked) },
  }) as Asked;

const appointment = <Name extends keyof typeof appointmentCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof appointmentCommands)[Name]>,
): Asked =>
  ({
    kind: 'appointment',
    id,
    command: { command: name, effective, ...appointmentCommands[name].parse(asked) },
  }) as Asked;

export const delegation = <Name extends keyof typeof delegationCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof delegationCommands)[Name]>,
): Asked =>
  ({
    kind: 'delegation',
    id,
    command: { command: name, effective, ...delegationCommands[name].parse(asked) },
  }) as Asked;

/** Each adopts its own: whose office asks, mostly. */
const own = ({ b }: Choice): string => (b % 4 === 1 || b % 13 === 12 ? 'icb' : 'host');
const source = 'Order';

/** Decisions that stand as they are until a scheme of delegation names them. */
const named = [
  ['allocation', 'override'],
  ['commitment', 'contract-variation'],
  ['permission', 'held-money'],
  ['override', 'commitment'],
  ['recoding', 'reopening'],
] as const;
const others = ({ a, b, c, pence }: Choice) => ({
  ...{ power: 'others', office: pick(['director', 'head'] as const, c >> 1) },
  decisions: [...pick(named, a)],
  ...(c % 3 === 0 ? {} : { limit: pounds(pence + 50) }),
  ...(c % 4 === 0 ? { cumulative: { amount: pounds(pence + 200) } } : {}),
  ...{ decides: pick(['alone', 'on-proposal'] as const, b >> 1), recurrent: c % 2 === 0 },
});

const roles = ['provider', 'auditor', 'funder', 'commissioner', 'approver'] as const;

export const partyWishes: Readonly<
  Record<PartyKind, (of: Choice, known: Known, fund: string) => Asked>
> = {
  register: ({ a, day }) =>
    organisation(`body-${a % 5}`, 'register-organisation', day, { name: `Body ${a}` }),
  changeDetails: ({ provider, a, day }) =>
    organisation(provider, 'change-details', day, {
      ...(a % 2 === 0 ? { size: 'small' } : { areas: [pick(places, a)] }),
      ...(a % 3 === 0 ? { vcse: 'yes' } : {}),
    }),
  identify: ({ provider, c, day }) =>
    organisation(provider, 'add-identifiers', day, { identifiers: [`GB-COH-${c % 7}`] }),
  ownYear: ({ provider, a, day }) =>
    organisation(provider, 'state-financial-year', day, { begins: pick(['04-01', '08-01'], a) }),
  /** Two become one, one becomes two, or one stands in another's place. */
  succeed: ({ a, b, day }) =>
    organisation(
      pick([...providers, ...providers, 'body-0', 'body-1'], b),
      'record-succession',
      day,
      {
        by: a % 3 === 0 ? ['body-3', 'body-4'] : [pick([...providers, 'body-3'], a)],
        cause: pick(['divided', 'merged', 'replaced'] as const, a),
        evidence: 'Certificate',
      },
    ),
  defineArea: ({ a, b, day }) =>
    area(`E0500001${a % 4}`, 'define-area', day, {
      ...{ name: `Ward ${a}`, kind: 'ward', source },
      ...(b % 3 === 0 ? { overlaps: [pick(places, b)] } : {}),
    }),
  /** A boundary moves: of the district, of the ICB's area, or of one drawn across them. */
  changeArea: ({ a, b, c, day }) => {
    const changed = pick(places.slice(2), a);
    return area(changed, 'change-area-membership', day, {
      members: places.filter((place, at) => place < changed && (b >> at) % 2 === 1),
      complete: c % 3 === 0,
      ...(c % 5 === 0 ? { overlaps: [pick(places, a + 1)] } : {}),
      source,
    });
  },
  population: ({ a, b, c, day }) =>
    area(pick(places, a), 'state-area-population', day, { people: b * c, day, source }),
  reviseDelegation: (of) =>
    delegation(own(of), 'revise-delegation', of.day, {
      ...{ title: 'Anew', evidence: 'Resolution' },
      powers: [
        ...powersOf(own(of)).map((power) =>
          power.office === 'director' ? { ...power, limit: pounds(200 + of.pence) } : power,
        ),
        ...(of.c % 3 === 2 ? [] : [others(of)]),
      ],
    }),
  /** Seldom: nothing is decided until another one is adopted. */
  revokeDelegation: (of, ...more) =>
    of.c % 3 === 0
      ? delegation(own(of), 'revoke-delegation', of.day, { evidence: 'Resolution' })
      : partyWishes.adoptDelegation(of, ...more),
  adoptDelegation: (of) =>
    delegation(own(of), 'adopt-delegation', of.day, {
      ...{ title: 'Again', evidence: 'Resolution', powers: [...powersOf(own(of))] },
    }),
  /** Of whoever asks, mostly; of others, to see one fund. One that was ended may be made again. */
  appoint: (of, _known, fund) => {
    const { provider, a, b, c, day } = of;
    const role = pick(roles, a);
    const organisation = a % 3 === 0 ? own(of) : role === 'provider' ? provider : 'district';
    return appointment(`seat-${a % 6}`, 'appoint', day, {
      ...{ person: pick(['amina', 'grace', 'priya'], c), organisation, role },
      ...{ office: 'clerk', authority: 'Clerk' },
      ...(b % 3 === 0 ? {} : { funds: [fund] }),
      ...(c % 4 === 1 ? { until: dayAfter(day, (c % 60) - 3) } : {}),
    });
  },
  endAppointment: ({ a, day }, { auditor }) =>
    appointment(oneOf(auditor.appointments.keys(), a), 'end-appointment', day, {
      cause: 'Left',
    }),
};
