import { parsePence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from '../accounts.js';
import { awards } from '../award-length.js';
import { ringFences } from '../ring-fences.js';
import { shareLimits } from '../share-limits.js';
import { traced } from '../traced.js';
import { plain, type CalendarItem } from './item.js';

type Ending = Omit<CalendarItem, 'kind' | 'reference'> & Partial<Pick<CalendarItem, 'reference'>>;

/** What ends or has to be done with by a day: promises, terms, and rules about money. */
export const endings = (view: FundView): CalendarItem[] =>
  [
    ...ofAwards(view),
    ...ofAgreement(view),
    ...ofRules(view),
    ...ofPermissions(view),
    ...ofAccruals(view),
  ].map((ending) => ({ ...plain, ...ending, kind: 'ending' }));

/** With what they promise in all, and with what is kept back of their invoices. */
const ofAwards = (view: FundView): Ending[] =>
  awards(view).flatMap(({ award, end, committed }): Ending[] => {
    const until = view.facts.get('award', award)?.attributes.retention?.until ?? null;
    const event = view.facts.get('award', award)?.number ?? 0;
    const kept = traced(view.balances.where({ award }), { award }, accounts.retained);
    return [
      ...(end === null || committed.pence === 0n
        ? []
        : [
            {
              ...{ what: 'award' as const, key: `award/${award}`, day: end, of: award, event },
              ...{ amount: committed.pence, from: committed.from },
            },
          ]),
      ...(until === null || kept.pence === 0n
        ? []
        : [
            {
              ...{ what: 'retention' as const, key: `retention/${award}`, day: until },
              ...{ of: award, amount: kept.pence, from: kept.from, event },
            },
          ]),
    ];
  });

/** The agreement's own end, and that of the part of a partner that has given notice. */
function ofAgreement({ fund, facts }: FundView): Ending[] {
  const agreement = facts.get('agreement', facts.get('fund', fund)?.attributes.agreement ?? '');
  if (!agreement) return [];
  const { terminated, until } = agreement.attributes;
  const day = terminated ?? until;
  return [
    ...(day === null
      ? []
      : [
          {
            ...{ what: 'agreement' as const, key: `agreement/${agreement.id}`, day },
            ...{ of: agreement.id, amount: null, from: [], event: agreement.number },
          },
        ]),
    ...facts
      .list('notice')
      .filter(({ attributes: of }) => of.agreement === agreement.id)
      .map(({ id, number, attributes: { partner, ends } }) => ({
        ...{ what: 'notice' as const, key: `notice/${id}`, day: ends, of: partner },
        ...{ amount: null, from: [], event: number },
      })),
  ];
}

/** By when ring-fenced money has to be used, and a share to be reached: with what is missing. */
const ofRules = (view: FundView): Ending[] => [
  ...ringFences(view)
    .filter(({ uncommitted }) => uncommitted.pence > 0n)
    .flatMap(({ ringFence, uncommitted, by }): Ending[] =>
      by === null
        ? []
        : [
            {
              ...{ what: 'ring-fence', key: `ring-fence/${ringFence}`, day: by, of: ringFence },
              ...{ amount: uncommitted.pence, from: uncommitted.from },
              event: view.facts.get('ring-fence', ringFence)?.number ?? 0,
            },
          ],
    ),
  ...shareLimits(view)
    .filter(({ kind, off }) => kind !== 'maximum' && off > 0n)
    .flatMap(({ limit, name, year, source, off, by }): Ending[] =>
      by === null
        ? []
        : [
            {
              ...{ what: 'share limit', key: `share-limit/${limit}/${year ?? 'programme'}` },
              ...{ day: by, of: source, reference: year === null ? name : `${name}, ${year}` },
              ...{ amount: off, from: [] },
              event: view.facts.get('share-limit', limit)?.number ?? 0,
            },
          ],
    ),
];

const ofPermissions = ({ facts }: FundView): Ending[] =>
  facts.list('permission').flatMap(({ id, number, attributes: of }): Ending[] =>
    of.until === null || parsePence(of.left) === 0n
      ? []
      : [
          {
            ...{ what: 'permission', key: `permission/${id}`, day: of.until, of: of.source },
            ...{ reference: of.reference, amount: parsePence(of.left), from: [], event: number },
          },
        ],
  );

/** Accruals that reverse by themselves. */
const ofAccruals = ({ facts }: FundView): Ending[] =>
  facts.list('expenditure').flatMap(({ id, number, provider, attributes: of }): Ending[] => {
    const { state, reversesOn: day = null } = of;
    return state !== 'accrued' || day === null
      ? []
      : [
          {
            ...{ what: 'accrual', key: `accrual/${id}`, day, of: provider },
            ...{ reference: of.reference, amount: parsePence(of.amount), from: [], event: number },
          },
        ];
  });
