import type { Power } from '#contracts/events/delegation.js';
import { periodsOf } from '#contracts/financial-year.js';
import { Balances } from '#libs/ledger/balances.js';
import type { Entity, FactTypes } from '#libs/ledger/fact-types.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import type { Account } from '#libs/ledger/posting.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { inPounds, opening } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import { flexibility, flexibilityByYear } from './flexibility.js';
import { retraced } from './traced.js';

const year = '2026-27';
const in2026 = (view: FundView) => inPounds([flexibility(view, year)])[0];
const officesOf = (view: FundView): unknown => inPounds(flexibility(view, year).offices);

describe('Northmoor', () => {
  /* Navigators 380,000.00 (council 241,818.18, ICB 138,181.82), brokerage 320,000.00, infrastructure
     380,000.00 with 50,000.00 of it capital, participation 100,000.00: of 2,380,000.00. */
  it('could move 1,180,000.00 of 2,380,000.00 on its first day: 49.58 %', () => {
    expect(in2026(opening)).toMatchObject({
      ...{ money: '2380000.00', movable: '1180000.00', withinShares: '0.00', share: '49.58' },
    });
    const { movable } = flexibility(opening, year);
    expect(formatPence(retraced(opening.balances, movable.from))).toBe('1180000.00');
  });

  it('could move nothing of the years of which all that schemes have is promised', () => {
    expect(
      flexibilityByYear(opening).map((of) => [of.year, formatPence(of.movable.pence), of.share]),
    ).toEqual([
      [year, '1180000.00', '49.58'],
      ['2027-28', '0.00', '0.00'],
      ['2028-29', '0.00', '0.00'],
      ['2029-30', '0.00', '0.00'],
    ]);
  });

  it('does not know what its offices may decide while nobody has recorded it', () => {
    expect(flexibility(opening, year)).toMatchObject({
      ...{ offices: [], notKnown: [organisations.council] },
    });
  });

  it('lets a head of service move 50,000.00 alone, and a director 100,000.00 that others propose', () => {
    const council = organisations.council;
    const adopted = delegated(
      council,
      power({
        ...{ office: 'head-of-service', limit: '50000.00', cumulative: { amount: '50000.00' } },
      }),
      power({ office: 'director', limit: '100000.00', decides: 'on-proposal' }),
    );
    const facts = opening.facts.with(new FactsAt([adopted]));
    expect(officesOf({ ...opening, facts })).toEqual([
      { organisation: council, office: 'head-of-service', alone: '50000.00', proposed: '50000.00' },
      { organisation: council, office: 'director', alone: '0.00', proposed: '100000.00' },
    ]);
  });
});

const fact = <Kind extends Entity>(
  entity: Kind,
  id: string,
  attributes: Partial<FactTypes[Kind]>,
): AnyFact =>
  ({
    ...{ entity, id, fund: 'small', provider: 'none', number: 1, effective: '2026-04-01' },
    attributes,
  }) as unknown as AnyFact;

const scheme = (id: string, category: string, more: object = {}): AnyFact =>
  fact('scheme', id, { name: id, category, need: null, cohort: null, area: 'unknown', ...more });
const posting = (account: Account, of: string, amount: string, source = 'council') => ({
  on: {
    ...{ fund: 'small', account, period: '2026-04', relatesTo: year },
    nature: 'revenue',
    ...{ source, scheme: of, award: 'none', provider: 'none', area: 'unknown' },
  } as const,
  pence: parsePence(amount),
});
const power = (more: Partial<Power>): Power => ({
  ...{ power: 'heads', office: 'head', decisions: ['virement'], heads: null, limit: null },
  ...{ cumulative: null, recurrent: false, boundaries: ['between-schemes'], decides: 'alone' },
  ...{ seconds: [], from: null, until: null },
  ...more,
});
const delegated = (of: string, ...powers: readonly Power[]): AnyFact =>
  fact('delegation', of, {
    state: 'in force',
    revision: 0,
    powers: [...powers],
    heads: [],
    bases: [],
  });

/** A council gives 100.00: 60.00 with delivery, 30.00 with management, 10.00 with nobody yet. */
const small = (...more: readonly AnyFact[]): FundView => ({
  fund: 'small',
  moment: { number: 9, recorded: null, final: true, effectiveOn: null, day: '2026-06-01' },
  facts: new FactsAt([
    fact('fund', 'small', { name: 'Small', kind: 'pooled', host: 'council', agreement: null }),
    fact('source', 'council', { name: 'Council', role: 'partner', organisation: 'council' }),
    scheme('delivery', 'delivery'),
    scheme('management', 'management'),
    ...more,
  ]),
  balances: Balances.of([
    posting('budget:contributed:confirmed', 'none', '-100.00'),
    posting('budget:unallocated:confirmed', 'none', '10.00'),
    posting('budget:scheme:confirmed', 'delivery', '60.00'),
    posting('budget:scheme:confirmed', 'management', '30.00'),
  ]),
});

describe('a fund of two schemes', () => {
  it('could move what they have from each to the other: 90.00 of 100.00', () =>
    expect(in2026(small())).toMatchObject({ movable: '90.00', share: '90.00' }));

  it('moves nothing to where a ring-fence, a closed scheme or a closed year does not let it', () => {
    const fence = fact('ring-fence', 'fence', {
      ...{ name: 'Delivery', source: 'council', natures: ['revenue'], years: null, needs: null },
      ...{ schemes: ['delivery'], categories: null, areas: null, cohorts: null, until: null },
    });
    expect(in2026(small(fence))).toMatchObject({ movable: '30.00', share: '30.00' });
    const closed = scheme('management', 'management', { closed: '2026-05-31' });
    expect(in2026(small(closed))).toMatchObject({ movable: '30.00' });
    const shut = periodsOf(year).map((period) =>
      fact('period', period, { state: 'hard-closed', offices: [] }),
    );
    expect(in2026(small(...shut))).toMatchObject({ movable: '0.00', share: '0.00' });
  });

  it('moves under a maximum share only what there is room for: 40 % of 100.00, of which 30.00 is used', () => {
    const cap = fact('share-limit', 'cap', {
      ...{ name: 'Management', source: 'council', kind: 'maximum', rate: '0.4', over: 'year' },
      ...{ rounding: 'nearest-penny', base: 'spend', natures: null, schemes: null, until: null },
      ...{ categories: ['management'], costCategories: null },
    });
    expect(in2026(small(cap))).toMatchObject({
      ...{ movable: '30.00', withinShares: '10.00', share: '40.00' },
    });
    // 60.00 stand in delivery, of which 10.00 may go; 30.00 may come back.
    expect(officesOf(small(cap, delegated('council', power({}))))).toMatchObject([
      { alone: '30.00' },
    ]);
  });

  it('lets an office decide up to its limit, less by what it has decided on the same heads', () => {
    const limited = delegated(
      'council',
      power({ limit: '50.00', cumulative: { amount: '50.00' } }),
    );
    expect(officesOf(small(limited))).toMatchObject([{ office: 'head', alone: '50.00' }]);
    const counted = ['20.00', '15.00', '-15.00'].map((amount, place) =>
      fact('counted', `5/${place}`, {
        ...{ organisation: 'council', office: 'head', head: 'management', year, amount },
      }),
    );
    expect(officesOf(small(limited, ...counted))).toMatchObject([{ alone: '30.00' }]);
    expect(officesOf(small(delegated('council', power({ limit: '500.00' }))))).toMatchObject([
      { alone: '60.00', proposed: '60.00' },
    ]);
  });

  it('knows who needs a proposal of somebody else, and who may not move between schemes', () => {
    const offices = delegated(
      'council',
      power({ decides: 'on-proposal', limit: '40.00' }),
      power({ power: 'within', office: 'clerk', boundaries: ['within-scheme'] }),
      power({ power: 'other', office: 'cabinet', decisions: ['override'] }),
    );
    expect(officesOf(small(offices))).toMatchObject([
      { office: 'head', alone: '0.00', proposed: '40.00' },
      { office: 'clerk', alone: '0.00', proposed: '0.00' },
    ]);
  });

  it('leaves nobody to decide alone what each partner decides', () => {
    const agreed = (above: string | null) => [
      fact('fund', 'small', { name: 'Small', kind: 'pooled', host: 'council', agreement: 'deed' }),
      fact('agreement', 'deed', {
        ...{ partners: ['council', 'icb'], until: null, terminated: null },
        eachPartnerDecides: [{ decisions: ['virement'], above }],
      }),
      delegated('council', power({})),
    ];
    const answer = flexibility(small(...agreed('25.00')), year);
    expect(inPounds(answer.offices)).toMatchObject([{ alone: '25.00', proposed: '60.00' }]);
    expect(answer.notKnown).toEqual(['icb']);
    expect(officesOf(small(...agreed(null)))).toMatchObject([{ alone: '0.00' }]);
  });
});
