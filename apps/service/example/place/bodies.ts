import type { Input, Step } from '../step.js';
import { firstDay } from './days.js';
import { told } from './telling.js';
import { neighbourhood, unitary } from './areas.js';

type About = Input<'organisation', 'register-organisation'>;
type Size = NonNullable<About['size']>;

const body = (id: string, name: string, about: Omit<About, 'name'>): Step =>
  told(
    'organisation',
    id,
    'register-organisation',
    { identifiers: [id], name, ...about },
    firstDay,
  );

/** Charities and companies by the number in their made-up identifiers. */
export const charity = (number: number): string => `GB-CHC-19999${number}`;
export const company = (number: number): string => `GB-COH-199900${number}`;

const { ravensby, skelder, dales } = neighbourhood;

/** Rooted in the place. */
const local: readonly (readonly [string, string, Size, string])[] = [
  [charity(10), 'Northmoor Carers Together', 'medium', unitary],
  [charity(11), 'Fellgate Community Kitchen', 'small', ravensby],
  [charity(12), 'Ravensby Foodshare', 'small', ravensby],
  [charity(13), 'The Loom Room', 'micro', skelder],
  [charity(14), 'Saltmarsh Shed', 'micro', ravensby],
  [charity(15), 'Women of the Weir', 'small', dales],
  [charity(16), 'Cobble Lane Youth Project', 'small', skelder],
  [charity(17), 'Harrow Beck Growers', 'micro', skelder],
  [charity(18), 'Skelder Sports Trust', 'small', skelder],
  [charity(19), 'Quayside Advice Centre', 'medium', ravensby],
  [charity(20), 'Northmoor Welcome', 'small', unitary],
  [charity(21), 'Moor Edge Hospice at Home', 'medium', dales],
  [charity(22), 'Dales Good Neighbours', 'small', dales],
  [charity(23), 'Thornholme Village Hall Trust', 'micro', dales],
  [charity(24), 'Skelder Repair Works', 'micro', skelder],
  [company(24), 'Bright Threads CIC', 'small', skelder],
  [company(25), 'Second Wind Recovery CIC', 'small', ravensby],
  [company(26), 'Neighbourly Care CIC', 'medium', unitary],
  [company(27), 'Ferrymen Housing Co-operative', 'small', ravensby],
];

/** Whose own financial year is known, and on which day of the year it begins: theirs need not be the funds'. */
const ownYears: readonly (readonly [string, string])[] = [
  [charity(10), '09-01'],
  [charity(11), '01-01'],
  [charity(19), '04-01'],
];

/** At work in many places. */
const national: readonly (readonly [string, string])[] = [
  [charity(30), 'Homefirst National'],
  [charity(31), 'Elder Voice'],
  [charity(32), 'The Threshold Trust'],
  [charity(33), 'Pathways to Work'],
  [charity(34), 'Lantern Care'],
];

const companies: readonly (readonly [string, string, Size])[] = [
  [company(40), 'Meadowcare Homecare Ltd', 'large'],
  [company(41), 'Fairfield Domiciliary Ltd', 'medium'],
  [company(42), 'Northmoor Equipment Services Ltd', 'medium'],
  [company(43), 'Greystone Adaptations Ltd', 'medium'],
  [company(44), 'Beckside Care Ltd', 'small'],
  [company(45), 'Ashdale Homecare Ltd', 'small'],
  [company(46), 'Kestrel Support Ltd', 'small'],
  [company(47), 'Tarn View Care Ltd', 'small'],
  [company(48), 'Oakfold Care Ltd', 'medium'],
  [company(49), 'Larkrise Live-in Care Ltd', 'large'],
  [company(50), 'Stairwell Lifts Ltd', 'small'],
  [company(51), 'Level Access Builders Ltd', 'micro'],
  [company(52), 'Moorland Direct Payments Support Ltd', 'small'],
  [company(53), 'Skelder Business Loans Ltd', 'medium'],
];

export const nhsTrust = 'GB-NHS-RMC';
export const fireService = 'GB-LAE-MFR';
export const probation = 'GB-GOV-MPS';
export const housingMinistry = 'GB-GOV-MHA';
export const college = 'GB-UKPRN-10099901';
/** Who is appointed to audit the funds. */
export const auditors = 'GB-COH-19990009';

export const bodiesRegistered: readonly Step[] = [
  ...local.map(([id, name, size, area]) =>
    body(id, name, { sector: 'voluntary', vcse: 'yes', size, areas: [area] }),
  ),
  ...national.map(([id, name]) =>
    body(id, name, { sector: 'voluntary', vcse: 'yes', size: 'large' }),
  ),
  ...companies.map(([id, name, size]) => body(id, name, { sector: 'private', vcse: 'no', size })),
  body(nhsTrust, 'Moorland Community NHS Trust', { sector: 'nhs', vcse: 'no', size: 'large' }),
  body(fireService, 'Moorland Fire and Rescue Authority', {
    ...{ sector: 'council', vcse: 'no', size: 'large' },
  }),
  body(probation, 'Moorland Probation Region', { sector: 'central-government', vcse: 'no' }),
  body(housingMinistry, 'Department for Homes (made up)', {
    ...{ sector: 'central-government', vcse: 'no' },
  }),
  body(auditors, 'Tarrant and Pell LLP, auditors', { sector: 'private', vcse: 'no' }),
  body(college, 'Moorland College', { vcse: 'no', size: 'large', areas: [unitary] }),
  ...ownYears.map(([id, begins]) =>
    told('organisation', id, 'state-financial-year', { begins }, firstDay),
  ),
];
