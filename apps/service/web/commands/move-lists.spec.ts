import type { FactTypes } from '#libs/ledger/fact-types.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { approvedMoves, openMoves } from './move-lists.js';

type Given = Partial<FactTypes['approval']>;
const at = { fund: 'pool', provider: 'none', number: 1, effective: '2026-06-01' };
const council = 'GB-LAE-NMR';
const place = { kind: 'scheme', fund: 'pool', source: 'icb', year: '2026-27', nature: 'revenue' };
const move = {
  ...{ state: 'proposed', amount: '1.00', proposer: 'amina', organisations: [council] },
  legs: [{ amount: '1.00', from: { ...place, scheme: 'a' }, to: { ...place, scheme: 'b' } }],
};

const factsWith = (...approvals: readonly Given[]): FactsAt => {
  const facts = [
    { ...at, entity: 'reallocation', id: 'later', attributes: move },
    ...approvals.map((given, place) => ({
      ...{ ...at, entity: 'approval', id: `later/${place}` },
      attributes: { reallocation: 'later', organisation: council, seconds: [], ...given },
    })),
  ];
  return new FactsAt(facts as unknown as AnyFact[]);
};

const director = { by: 'rosalind', office: 'director' } as const;

it.each<readonly [string, boolean, readonly Given[]]>([
  ['nobody has answered', false, []],
  ['it was refused', false, [{ ...director, decides: 'none' }]],
  ['an office decides on a proposal', true, [{ ...director, decides: 'on-proposal' }]],
  ['the proposer does so', false, [{ ...director, by: 'amina', decides: 'on-proposal' }]],
  ['a second is awaited', false, [{ ...director, decides: 'with-second', seconds: ['s151'] }]],
  [
    'the second has joined',
    true,
    [
      { ...director, decides: 'with-second', seconds: ['s151'] },
      { by: 'samir', office: 's151', decides: 'second' },
    ],
  ],
])('where %s, a move may be carried out: %s', (_, isApproved, approvals) => {
  const facts = factsWith(...approvals);
  const offered = (moves: typeof openMoves): string[] =>
    moves(facts, facts, '2026-06-01').map(({ value }) => value);
  expect([offered(openMoves), offered(approvedMoves)]).toEqual([
    ['later'],
    isApproved ? ['later'] : [],
  ]);
});
