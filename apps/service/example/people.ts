import type { Role } from '#contracts/events/appointment.js';
import { step, type Step } from './step.js';

/** Somebody of the example place: what the directory knows, and the appointment by which they act. */
export interface ExamplePerson {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly role: Role;
  readonly office: string;
  readonly authority: string;
}

const person = (
  id: string,
  name: string,
  organisation: string,
  role: Role,
  office: string,
  authority: string,
): ExamplePerson => ({ id, name, organisation, role, office, authority });

const council = 'GB-LAE-NMR';
const icb = 'GB-NHS-QMR';
const fund = 'northmoor';

/** Whom the operator sets up on the command line. */
export const exampleAdministrators: readonly ExamplePerson[] = [
  ...(
    [
      ['nadia', 'Nadia Weller, administrator at Northmoor Council', council],
      ['ivan', 'Ivan Sorrel, administrator at Moorland ICB', icb],
    ] as const
  ).map(([id, name, organisation]) =>
    person(id, name, organisation, 'administrator', 'administrator', 'Administrator'),
  ),
];

/** Who works for the partners. */
const examplePartners: readonly ExamplePerson[] = [
  person(
    ...(['amina', 'Amina Clarke, pooled fund manager', council, 'commissioner'] as const),
    'pooled-fund-manager',
    'Pooled fund manager, Northmoor Council scheme of delegation',
  ),
  person(
    ...(['owen', 'Owen Price, head of adult commissioning', council, 'approver'] as const),
    'head-of-service',
    'Head of adult commissioning, Northmoor Council scheme of delegation',
  ),
  person(
    ...(['rosalind', 'Rosalind Hart, director of communities', council, 'approver'] as const),
    'director',
    'Director of communities, Northmoor Council scheme of delegation',
  ),
  person(
    ...(['tomasz', 'Tomasz Field, head of integrated commissioning', icb, 'approver'] as const),
    'head-of-commissioning',
    'Head of integrated commissioning, Moorland ICB scheme of delegation',
  ),
];

/** Whom the fund's host lets in to see. */
const exampleGuests: readonly ExamplePerson[] = [
  person(
    ...(['grace', 'Grace Odell, finance lead at Harbour Lights', 'GB-COH-19990001'] as const),
    ...(['provider', 'finance-lead', 'Finance lead'] as const),
  ),
  person(
    ...(['bram', 'Bram Okafor, contracts manager at Two Rivers', 'GB-COH-19990002'] as const),
    ...(['provider', 'contracts-manager', 'Contracts manager'] as const),
  ),
  person(
    ...(['femi', 'Femi Lund, grants officer at the foundation', 'GB-CHC-1999901'] as const),
    ...(['funder', 'grants-officer', 'Grants officer'] as const),
  ),
  person(
    ...(['priya', 'Priya Nair, appointed auditor', 'GB-COH-19990009'] as const),
    ...(['auditor', 'appointed-auditor', 'Appointed auditor of the fund'] as const),
  ),
];

/** Programs, with tokens of their own by client credentials. */
export const examplePrograms: readonly ExamplePerson[] = [
  person(
    ...(['ledger-import', 'Import of the council’s general ledger', council, 'importer'] as const),
    'finance-systems',
    'Import of the general ledger, finance regulations of Northmoor Council',
  ),
];

export const examplePeople: readonly ExamplePerson[] = [
  ...exampleAdministrators,
  ...examplePartners,
  ...exampleGuests,
  ...examplePrograms,
];

/** Whose administrator keeps somebody's entry in the directory: the own, or that of the host. */
export const keeperOf = ({ organisation }: ExamplePerson): string =>
  organisation === icb ? icb : council;

const appointed = (
  { id, organisation, role, office, authority }: ExamplePerson,
  by: string,
  funds: string[] | null,
): Step =>
  step(
    'appointment',
    `${organisation}-${id}`,
    'appoint',
    { person: id, organisation, role, office, authority, funds },
    undefined,
    'The people of the example place',
    by,
  );

/** The partners' people, each appointed by the administrator of the own organisation. */
export const partnersAppointed: readonly Step[] = examplePartners.map((one) =>
  appointed(one, one.organisation === council ? 'nadia' : 'ivan', null),
);

/** Once there is a fund to let them into, or to bring files into. */
export const guestsAppointed: readonly Step[] = [...exampleGuests, ...examplePrograms].map((one) =>
  appointed(one, 'nadia', [fund]),
);
