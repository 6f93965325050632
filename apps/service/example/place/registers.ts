import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { formatPence } from '#libs/money/pence.js';
import type { FileBrought } from '../step.js';
import { charity, company } from './bodies.js';
import { lastOf } from './days.js';
import { drawsFor } from './draw.js';

/** Suppliers with the number that the council’s register gives of them; one is written without. */
type Supplier = readonly [name: string, identifier: string];
const suppliers: readonly [Supplier, ...Supplier[]] = [
  ['Meadowcare Homecare Ltd', company(40)],
  ['Fairfield Domiciliary Ltd', company(41)],
  ['Northmoor Equipment Services Ltd', company(42)],
  ['Greystone Adaptations Ltd', company(43)],
  ['Neighbourly Care CIC', company(26)],
  ['Quayside Advice Centre', charity(19)],
  ['Harrowgate Legal LLP', company(81)],
  ['Netherby Software Ltd', company(82)],
  ['Various providers', ''],
];

const titles = [
  ...[
    'Home care in the north',
    'Home care in the south',
    'Community equipment store',
    'Stair lifts',
  ],
  ...['Advice in libraries', 'Supported living', 'Case records system', 'Legal services'],
  ...['Day opportunities', 'Carers’ breaks', 'Extra care housing', 'Assistive technology'],
  ...['Meals at home', 'Advocacy', 'Employment support', 'Falls prevention'],
] as const;

const departments = ['Adult social care', 'Public health', 'Housing', 'Corporate'] as const;
const header =
  'Contract Ref,Title,Department,Supplier,Company Number,Charity Number,Start Date,End Date,Duration (months),Total Contract Value,Annual Value,Option to extend (months),Extension 1 taken?,Procurement process,Organisation';

const written = (day: string): string => day.split('-').reverse().join('/');

/** The register of a quarter’s end: one contract leaves it, and one is worth more each time. */
function register(quarter: number, month: string): FileBrought {
  const draw = drawsFor('register');
  const rows = titles.map((title, at) => {
    const [supplier, identifier] = draw.oneOf(suppliers);
    const start = monthsAfter('2023-04-01', draw.whole(0, 36));
    const months = draw.oneOf([12, 24, 24, 36, 36, 48, 60]);
    const annual = draw.around(180_000, 70);
    // As such registers come: a day that is to be settled, a total that nobody states, a slip in a duration.
    const end = at === 5 ? 'TBC' : written(daysAfter(monthsAfter(start, months), -1));
    const more = at === 0 ? BigInt(quarter) * 1_000_000n : 0n;
    const total = at === 9 ? '-' : formatPence((annual * BigInt(months)) / 12n + more);
    const extended = draw.oneOf(['Yes', '', 'N/A', '1']);
    const isCharity = identifier.startsWith('GB-CHC');
    const number = identifier.split('-').at(-1) ?? '';
    return [
      ...[`NM-${String(100 + at)}`, title, draw.oneOf(departments), supplier],
      ...[isCharity ? '' : number, isCharity ? number : '', written(start), end],
      ...[String(at === 7 ? months / 2 : months), total, formatPence(annual)],
      ...[draw.oneOf(['0', '12', '24']), extended, draw.oneOf(['Open tender', 'Call-off'])],
      'Northmoor Council',
    ].join(',');
  });
  // The third contract is in the first register alone.
  const listed = rows.filter((_, at) => at !== 2 || quarter === 0);
  return {
    ...{ fund: 'better-care', format: 'contract-register', publisher: 'GB-LAE-NMR' },
    name: `contract-register-${month}.csv`,
    on: daysAfter(lastOf(month), 14),
    text: [header, ...listed, ''].join('\r\n'),
  };
}

/** What the council publishes of its contracts, quarter by quarter. */
export const registersPublished: readonly FileBrought[] = ['2026-03', '2026-06', '2026-09'].map(
  (month, quarter) => register(quarter, month),
);
