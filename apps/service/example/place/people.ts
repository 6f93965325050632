import { examplePeople, type ExamplePerson } from '../people.js';
import { organisations } from '../northmoor.js';
import type { Step } from '../step.js';
import { auditors, charity, nhsTrust, probation } from './bodies.js';
import { betterCare } from './better-care.js';
import { firstDay } from './days.js';
import { growth } from './growth-grants.js';
import { reoffending } from './reoffending.js';
import { told } from './telling.js';

const { council, icb, programme } = organisations;

/** Whoever works in the place beside those of the worked story, for which funds, from when to when. */
interface Appointed extends ExamplePerson {
  readonly funds: string[] | null;
  readonly from: string;
  readonly until?: string;
}

const row = (
  [id, name, organisation]: readonly [string, string, string],
  [role, office, authority]: readonly [ExamplePerson['role'], string, string],
  funds: string[] | null = null,
  from = firstDay,
  until?: string,
): Appointed => ({
  ...{ id, name, organisation, role, office, authority, funds, from },
  ...(until === undefined ? {} : { until }),
});

const appointed: readonly Appointed[] = [
  row(
    ['noor', 'Noor Haddad, growth programme manager', council],
    ['commissioner', 'programme-manager', 'Programme manager, Northmoor Growth Programme'],
  ),
  row(
    ['samir', 'Samir Dhillon, section 151 officer', council],
    ['approver', 'section-151-officer', 'Section 151 officer, Northmoor Council'],
  ),
  row(
    ['imogen', 'Imogen Rusk, commissioning manager', icb],
    ['commissioner', 'commissioning-manager', 'Commissioning manager, Moorland ICB'],
  ),
  row(
    ['carys', 'Carys Bowen, chief finance officer', icb],
    ['approver', 'chief-finance-officer', 'Chief finance officer, Moorland ICB'],
  ),
  row(
    ['piotr', 'Piotr Zielak, regional commissioner at the probation region', probation],
    ['funder', 'regional-commissioner', 'Regional commissioner, Moorland Probation Region'],
    [reoffending],
  ),
  row(
    ['edith', 'Edith Marlow, treasurer at Northmoor Carers Together', charity(10)],
    ['provider', 'treasurer', 'Treasurer'],
    [betterCare],
  ),
  row(
    ['lewis', 'Lewis Ahn, contracts at the community NHS trust', nhsTrust],
    ['provider', 'contracts-manager', 'Contracts manager'],
    [betterCare],
  ),
  row(
    ['mei', 'Mei Castellan, coordinator at Fellgate Community Kitchen', charity(11)],
    ['provider', 'coordinator', 'Coordinator'],
    [growth],
  ),
  row(
    ['oskar', 'Oskar Lindqvist, programme officer at the ministry', programme],
    ['funder', 'programme-officer', 'Programme officer'],
    [growth],
  ),
  row(
    ['harriet', 'Harriet Osei, auditor until 2026', auditors],
    ['auditor', 'appointed-auditor', 'Appointed auditor of the funds'],
    [betterCare, growth],
    '2024-06-03',
    '2026-03-31',
  ),
];

/** Everybody who acts in the example place. */
export const everybody: readonly ExamplePerson[] = [...examplePeople, ...appointed];

const administratorOf = (organisation: string): string => (organisation === icb ? 'ivan' : 'nadia');

/** Each by an administrator: partners of their own organisation, guests of the council. */
export const placeAppointed: readonly Step[] = appointed.map(
  ({ id, organisation, role, office, authority, funds, from, until }) =>
    told(
      'appointment',
      `${organisation}-${id}`,
      'appoint',
      { person: id, organisation, role, office, authority, funds, ...(until ? { until } : {}) },
      from,
      { by: administratorOf(organisation), reason: 'The people of the example place' },
    ),
);
