import type { FundCommand, FundCommandInput } from '#contracts/commands/fund.js';
import type { StatementKind } from '#contracts/events/fund/statements.js';
import { OrganisationRegistered } from '#contracts/events/organisation.js';
import {
  BaselineAgreed,
  OutcomeDefined,
  OutcomeMeasured,
} from '#contracts/events/outcome/measures.js';
import { streamOf } from '#contracts/events/all.js';
import type { JsonObject } from '#contracts/envelope.js';
import { agreementWith } from '#test/support/agreement.js';
import { spend } from '#test/support/closing.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { after, command, untold } from '#test/support/given.js';
import { allocate, confirm, invoice, made, pledge, reserve } from '#test/support/small-fund.js';
import { statementDocument } from './statement.js';
import { streamsRead } from './streams.js';

const log = { origin: 'purse.example', size: 1, root: 'A'.repeat(44) };
const source = (
  id: string,
  organisation: string,
  more: Omit<FundCommandInput<'open-source'>, 'source' | 'name' | 'organisation'>,
): FundCommand =>
  command('open-source', { source: id, name: `Money of ${id}`, organisation, ...more });

/**
 * Council 120.00, ICB 80.00 and a grant of 50.00. Of Navigators' 140.00, 11.00 are promised to Harbour
 * Lights (council 7.00, ICB 4.00), who spent half of it in May; the grant spent 12.00 in June, and the
 * council 10.00 in July, both without an award.
 */
const told: readonly FundCommand[] = [
  command('establish-fund', { name: 'Small pool', kind: 'pooled', host: 'GB-LAE-NMR' }),
  source('council', 'GB-LAE-NMR', { role: 'partner', power: 's75' }),
  source('icb', 'GB-NHS-QMR', { role: 'partner' }),
  source('grant', 'GB-GOR-D1', { role: 'funder', through: 'GB-LAE-NMR' }),
  command('open-scheme', {
    ...{ scheme: 'navigators', name: 'Navigators', category: 'navigation' },
    accountingBasis: 'joint-operation',
  }),
  ...(['council', 'icb', 'grant'] as const).flatMap((name) => [
    pledge(name, { council: '120.00', icb: '80.00', grant: '50.00' }[name]),
    confirm(name),
  ]),
  allocate('navigators', 'council', '70.00'),
  allocate('navigators', 'icb', '40.00'),
  reserve('lights', '11.00'),
  made('lights'),
  allocate('navigators', 'grant', '30.00'),
  invoice('may', '5.50'),
  spend('grant', '12.00', '2026-06-30'),
  spend('council', '10.00', '2026-07-01'),
];

/** Both are known by name, and of these `p` has no award: only what it was paid is in the fund. */
const named = (['harbour-lights', 'p'] as const).map((id) => ({
  ...OrganisationRegistered.of('2026-04-01', {
    ...{ name: `The ${id}`, identifiers: [], areas: [] },
    ...{ sector: 'unknown', vcse: 'unknown', size: 'unknown' },
  }),
  stream: streamOf('organisation', id),
}));

/** One that Navigators seek and one that nobody does, each with what was agreed and measured. */
const outcomes = (
  [
    ['work', [{ fund: 'small', scheme: 'navigators' }]],
    ['sleep', [{ fund: 'another', scheme: 'navigators' }]],
  ] as const
).flatMap(([id, soughtBy]) =>
  [
    OutcomeDefined.of('2026-04-01', {
      ...{ measure: 'In work', unit: 'people', better: 'higher', cohort: 'All' },
      ...{ area: 'E06000999', from: '2026-04-01', to: '2027-03-31', soughtBy: [...soughtBy] },
    }),
    BaselineAgreed.of('2026-05-01', { value: '40', agreedBy: ['icb'], evidence: 'Schedule 7' }),
    OutcomeMeasured.of('2027-05-01', { value: '52', was: null, evidence: 'Returns' }),
  ].map((event) => ({ ...event, stream: streamOf('outcome', id) })),
);

function viewed(
  kind: StatementKind,
  { year = '2026-27', quarter = null as number | null } = {},
  more: readonly FundCommand[] = [],
) {
  const fund = after({ ...untold('small'), agreement: agreementWith() }, [...told, ...more]);
  const happened = [...fund.happened, ...named, ...outcomes];
  return {
    view: fundView('small', recorded(happened), '2027-05-31'),
    of: { kind, year, quarter },
  };
}

function documentOf(
  kind: StatementKind,
  period: { readonly year?: string; readonly quarter?: number | null } = {},
  more: readonly FundCommand[] = [],
  format: 2 | 3 | 4 = 4,
) {
  const { view, of } = viewed(kind, period, more);
  return statementDocument(view, of, [], { format, log });
}

const row = (
  provider: string | null,
  from: string,
  planned: string,
  spent: string,
  left: string,
) => ({
  ...{ scheme: 'navigators', provider, source: from, planned, spent, left },
});

it('returns income by whose it is and expenditure by provider, planned and actual', () => {
  const document = documentOf('better-care-return');
  expect(document).toMatchObject({
    incomeByGiver: [
      { giver: 'nhs', planned: '80.00' },
      { giver: 'local-authority', planned: '120.00' },
      { giver: 'grant', planned: '50.00' },
    ],
    incomeTotal: { broughtForward: '0.00', planned: '250.00' },
    expenditure: [
      { ...row('harbour-lights', 'council', '7.00', '3.50', '3.50'), name: 'Navigators' },
      row('harbour-lights', 'icb', '4.00', '2.00', '2.00'),
      row(null, 'council', '53.00', '0.00', '53.00'),
      row(null, 'grant', '18.00', '0.00', '18.00'),
      row(null, 'icb', '36.00', '0.00', '36.00'),
      { ...row('p', 'council', '10.00', '10.00', '0.00'), variance: 'on budget' },
      row('p', 'grant', '12.00', '12.00', '0.00'),
    ],
    expenditureTotal: { planned: '140.00', spent: '27.50', left: '112.50' },
  });
  expect(document['income']).toMatchObject([
    { source: 'council', giver: 'local-authority', power: 's75' },
    { source: 'grant', giver: 'grant', power: null },
    { source: 'icb', giver: 'nhs', power: null },
  ]);
  expect(document['notKnown']).toContain('minimum-or-additional-contribution');
});

it('names every provider, as documents of before did in part or not at all', () => {
  const nameOf = (format: 2 | 3 | 4): unknown[] =>
    (documentOf('better-care-return', {}, [], format)['expenditure'] as JsonObject[]).map(
      ({ provider, providerName }) => [provider, providerName],
    );
  const lines = (paid: string | null): unknown[] => [
    ...Array<unknown>(2).fill(['harbour-lights', 'The harbour-lights']),
    ...Array<unknown>(3).fill([null, null]),
    ...Array<unknown>(2).fill(['p', paid]),
  ];
  expect(nameOf(4)).toEqual(lines('The p'));
  expect(nameOf(3)).toEqual(lines(null));
  expect(nameOf(2)[0]).toEqual(['harbour-lights', undefined]);
  expect(documentOf('better-care-return', {}, [], 2)['format']).toBe(2);
});

it('rests on the bodies that it names', () => {
  const { view, of } = viewed('better-care-return');
  expect(streamsRead(view, of, { format: 4 })).toContain('organisation-p');
  expect(streamsRead(view, of, { format: 3 })).not.toContain('organisation-p');
  const account = { ...of, kind: 'memorandum-account' } as const;
  expect(streamsRead(view, account, { format: 4 })).not.toContain('organisation-p');
});

it('returns beside the money the outcomes that its interventions seek, of that time and fund', () => {
  expect(documentOf('shared-prosperity-return')['outcomes']).toEqual([
    {
      ...{ scheme: 'navigators', name: 'Navigators', outcome: 'work', measure: 'In work' },
      ...{ unit: 'people', better: 'higher', cohort: 'All', area: 'E06000999' },
      ...{ from: '2026-04-01', to: '2027-03-31' },
      ...{ baseline: '40', measured: '52', change: 'better' },
    },
  ]);
  const next = documentOf('shared-prosperity-return', { year: '2027-28' });
  expect(next['outcomes']).toEqual([]);
  expect(next['notKnown']).toContain('outputs');
  const before = documentOf('shared-prosperity-return', {}, [], 3);
  expect(before).not.toHaveProperty('outcomes');
  expect(before['notKnown']).toContain('outputs-and-outcomes');
  const { view, of } = viewed('shared-prosperity-return');
  expect(streamsRead(view, of, { format: 4 }).filter((name) => name.startsWith('outcome'))).toEqual(
    ['outcome-work'],
  );
});

it('returns a year up to the end of a quarter: what was spent later is not spent yet', () => {
  expect(documentOf('better-care-return', { quarter: 1 })).toMatchObject({
    upTo: '2026-06',
    expenditureTotal: { planned: '140.00', spent: '17.50', left: '122.50' },
  });
});

it('returns of a grant what each intervention spent to date, and what is forecast', () => {
  const forecast = command(
    'submit-forecast',
    {
      ...{ scheme: 'navigators', source: 'grant', nature: 'revenue', year: '2026-27' },
      ...{ month: '2026-06', outturn: '28.00', explanation: 'Started late' },
    },
    '2026-07-06',
  );
  expect(documentOf('shared-prosperity-return', {}, [forecast])).toMatchObject({
    grants: [{ source: 'grant', agreed: '50.00', spent: '12.00' }],
    interventions: [
      {
        ...{ scheme: 'navigators', source: 'grant', category: 'navigation', budget: '30.00' },
        ...{ spentBefore: '0.00', spent: '12.00', spentToDate: '12.00' },
        ...{ forecast: '28.00', forecastLeft: '2.00' },
      },
    ],
    interventionsTotal: { budget: '30.00', forecast: '28.00', forecastLeft: '2.00' },
  });
  expect(documentOf('shared-prosperity-return', { quarter: 1 }, [forecast])).toMatchObject({
    interventions: [{ spent: '12.00', forecast: '28.00' }],
  });
});

it('returns what was spent in years before, and no forecast where nobody submitted one', () => {
  const year = '2027-28';
  const document = documentOf('shared-prosperity-return', { year }, [
    pledge('grant', '20.00', { contribution: 'next', year }),
    confirm('next'),
    allocate('navigators', 'grant', '20.00', { year }),
    spend('grant', '5.00', '2027-05-02'),
  ]);
  expect(document['interventions']).toMatchObject([
    {
      ...{ budget: '20.00', spentBefore: '12.00', spent: '5.00', spentToDate: '17.00' },
      ...{ forecast: null, forecastLeft: null },
    },
  ]);
  expect(document['interventionsTotal']).toEqual({
    ...{ budget: '20.00', spent: '5.00', spentBefore: '12.00', spentToDate: '17.00' },
  });
});
