import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { formatPence } from '#libs/money/pence.js';
import type { FileBrought } from '../step.js';
import { charity, company } from './bodies.js';
import { lastOf } from './days.js';
import { drawsFor } from './draw.js';

const meadowcare = ['Meadowcare Homecare Ltd', company(40)] as const;
const fairfield = ['Fairfield Domiciliary Ltd', company(41)] as const;
const equipment = ['Northmoor Equipment Services Ltd', company(42)] as const;
const adaptations = ['Greystone Adaptations Ltd', company(43)] as const;
const neighbourly = ['Neighbourly Care CIC', company(26)] as const;
const quayside = ['Quayside Advice Centre', charity(19)] as const;
/** Without an identifier, or with one that nobody here is registered by. */
const several = ['Various providers', ''] as const;
const lawyers = ['Harrowgate Legal LLP', company(81)] as const;
const software = ['Netherby Software Ltd', company(82)] as const;

/** What the council has contracts for, with the suppliers as its register has them. */
const contracts = [
  ['Home care in the north', meadowcare],
  ['Home care in the south', fairfield],
  ['Community equipment store', equipment],
  ['Stair lifts', adaptations],
  ['Advice in libraries', quayside],
  ['Supported living', several],
  ['Case records system', software],
  ['Legal services', lawyers],
  ['Day opportunities', neighbourly],
  ['Carers’ breaks', several],
  ['Extra care housing', meadowcare],
  ['Assistive technology', equipment],
  ['Meals at home', neighbourly],
  ['Advocacy', quayside],
  ['Ramps and rails', adaptations],
  ['Falls prevention', neighbourly],
] as const;

const departments = ['Adult social care', 'Public health', 'Housing', 'Corporate'] as const;
const header =
  'Contract Ref,Title,Department,Supplier,Company Number,Charity Number,Start Date,End Date,Duration (months),Total Contract Value,Annual Value,Option to extend (months),Extension 1 taken?,Procurement process,Organisation';

const written = (day: string): string => day.split('-').reverse().join('/');

/** The register of a quarter’s end: one contract leaves it, and one is worth more each time. */
function register(quarter: number, month: string): FileBrought {
  const draw = drawsFor('register');
  const rows = contracts.map(([title, [supplier, identifier]], at) => {
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
