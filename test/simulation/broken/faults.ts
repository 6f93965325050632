import type { JsonObject } from '#contracts/envelope.js';
import { total, whole, written } from '../auditor/amounts.js';
import { wish } from '../workload/place-wishes.js';
import type { Broken, Lived } from './memory-place.js';
import {
  changing,
  decidesOn,
  forgetsKeys,
  leavesOut,
  neverMoves,
  partsOf,
  pennyAside,
  powersAre,
  records,
  skipsANumber,
} from './ways.js';

const unlimited = { indicative: '1000000.00', expected: '1000000.00' };

const twice = <Wish>(...wishes: readonly Wish[]): Wish[] => [...wishes, ...wishes];

/** Moves that are not finished are taken for nothing. */
const movesUnseen: Broken = (store) =>
  decidesOn(
    changing(['BudgetReservedForMove'], (data) => ({
      ...data,
      legs: partsOf(data, 'legs').map((leg) => ({ ...leg, amount: '0.00' })),
    })),
  )(neverMoves(store));

/** How code may be wrong, and the rule by which it must be found out. */
export const faults: readonly (Lived & {
  readonly fault: string;
  readonly rule: RegExp;
  readonly broken: Broken;
})[] = [
  {
    fault: 'spending falls on its sources with a penny wrong',
    rule: /rules 2, 4: .* by largest remainder/,
    broken: records(
      changing(['ExpenditureVerified', 'ExpenditureAccrued', 'PaymentRecorded'], (data) => ({
        ...data,
        parts: pennyAside(partsOf(data, 'parts')),
      })),
    ),
  },
  {
    fault: 'an override of a promise is not recorded',
    rule: /rule 19: .*but by an (obligation or an )?override/,
    broken: records(changing(['CommitmentReserved'], (data) => ({ ...data, override: null }))),
    oftener: ['overpromise'],
  },
  {
    fault: 'nobody thinks of the share that costs may have',
    rule: /rule 18: costs get no more than the share/,
    broken: decidesOn(
      changing(['ShareLimitSet'], (data) =>
        data['costCategories'] === null ? data : { ...data, kind: 'minimum' },
      ),
    ),
    oftener: ['shareLimit', 'award'],
  },
  {
    fault: 'a payment is a penny more than its parts',
    rule: /rule 2: the parts of a payment sum to it/,
    broken: records(
      changing(['ExpenditurePaid'], (data) => ({
        ...data,
        amount: written(whole(data['amount'] as string) + 1n),
      })),
    ),
  },
  {
    fault: 'a reservation that lapses is not wholly released',
    rule: /rule 4: /,
    broken: records(
      changing(['CommitmentReleased'], (data) =>
        data['from'] === 'reserved' ? { ...data, lines: partsOf(data, 'lines').slice(1) } : data,
      ),
    ),
    oftener: ['award', 'offer', 'decline'],
  },
  {
    fault: 'a key that is used again is recorded again',
    rule: /rule 9: wish\S* is recorded once/,
    broken: forgetsKeys,
  },
  { fault: 'a number of the log is skipped', rule: /rule 10: 82 follows 80/, broken: skipsANumber },
  {
    fault: 'a late fact lands in a closed period',
    rule: /rule 17: /,
    oftener: ['hardClose', 'payment'],
    broken: decidesOn(changing(['PeriodHardClosed'], (data) => ({ ...data, period: '1999-04' }))),
  },
  {
    fault: 'whoever proposes a move approves it',
    rule: /rule 20: .* who proposed it, approves only/,
    broken: decidesOn(
      changing(['ReallocationProposed'], (data) => ({ ...data, proposer: 'nobody' })),
    ),
  },
  {
    fault: 'more is promised ahead of confirmed money than the agreement lets be',
    rule: /rule 19: .* within the agreement's limit/,
    broken: decidesOn(
      changing(['AgreementSigned', 'AgreementVaried'], (data) => ({
        ...data,
        commitmentLimits: unlimited,
        limitsByFund: [],
      })),
    ),
  },
  {
    fault: 'a ring-fence is not looked at',
    rule: /rule 18: .*ring-fence/,
    broken: decidesOn(
      changing(['RingFenceDefined', 'RingFenceChanged'], (data) => ({
        ...data,
        years: null,
        schemes: null,
        categories: null,
        areas: null,
      })),
    ),
  },
  {
    fault: 'what an award is for is not held against the ring-fences of its money',
    rule: /rule 18: .* is for .*, and its money for/,
    oftener: ['fence', 'award'],
    broken: decidesOn(
      changing(['RingFenceDefined', 'RingFenceChanged'], (data) => ({
        ...data,
        costCategories: null,
      })),
    ),
  },
  {
    fault: 'a permission is taken for more than it says',
    rule: /rule 18: \S+ is for/,
    oftener: ['permit', 'usePermit', 'allocate'],
    broken: decidesOn(
      changing(['PermissionRecorded'], (data) => ({
        ...data,
        ...{ years: null, forYears: null, schemes: null, until: null },
      })),
    ),
  },
  {
    fault: 'a partner that no agreement names is not flagged',
    rule: /\*partner\*: .* party to the agreement/,
    oftener: ['openSource'],
    broken: records(changing(['SourceOpened'], (data) => ({ ...data, notParty: false }))),
  },
  {
    fault: 'a body that is no party shares the variance',
    rule: /\*partner\*: .* shares risk/,
    oftener: ['openSource', 'pledge', 'confirm', 'closeYear'],
    broken: decidesOn(changing(['SourceOpened'], (data) => ({ ...data, notParty: false }))),
  },
  {
    fault: 'more is given in kind than was pledged, and nothing says so',
    rule: /rule 15: .* is flagged/,
    oftener: ['pledge', 'inKind'],
    broken: leavesOut('InKindBeyondPledge'),
  },
  {
    fault: 'a year is settled by terms that were not in force in it',
    rule: /rule 12: judged by version/,
    oftener: ['varyAgreement', 'closeYear'],
    broken: records(changing(['YearClosed'], (data) => ({ ...data, agreementRevision: 0 }))),
  },
  {
    fault: 'a period that is soft-closed is open to everybody',
    rule: /rule 17: .* posts in .*, which is soft-closed/,
    oftener: ['softClose', 'payment'],
    broken: decidesOn(
      changing(['PeriodSoftClosed'], (data) => ({
        ...data,
        offices: ['head', 'director', 'finance'],
      })),
    ),
  },
  {
    fault: 'a decision that a scheme of delegation names is anybody’s',
    rule: /rule 20: somebody decided/,
    oftener: ['reviseDelegation', 'override', 'award', 'permit'],
    broken: powersAre((power) => ({ ...power, decisions: ['virement'] })),
  },
  {
    fault: 'a scheme of delegation that was followed by another is still decided by',
    rule: /rule 20: (the delegation .* is in force|somebody decided)/,
    oftener: ['reviseDelegation', 'propose', 'approveMove'],
    broken: decidesOn((event) =>
      event.type === 'DelegationRevised' ? { ...event, effective: '2199-04-01' } : event,
    ),
  },
  {
    fault: 'an office moves budget between funds that it may not',
    rule: /rule 20: .* goes between-/,
    oftener: ['confirm', 'propose', 'approveMove'],
    broken: powersAre((power) => ({
      ...power,
      boundaries: ['within-scheme', 'between-schemes', 'between-funds', 'between-years'],
    })),
  },
  {
    fault: 'an office binds later years that it may not bind',
    rule: /rule 20: .* binds later years/,
    life: [
      wish('allocate', 0, 2, 1, 50, 0, 0),
      wish('allocate', 3, 2, 1, 50, 0, 0),
      wish('reviseDelegation', 1, 0, 9, 1, 0, 0),
      wish('award', 1, 2, 2, 10, 0, 0),
    ],
    broken: powersAre((power) => ({ ...power, recurrent: true })),
  },
  {
    fault: 'a grant is paid before its conditions are met',
    rule: /is not paid before/,
    oftener: ['award', 'agreeTerms', 'verify', 'pay'],
    broken: decidesOn(
      changing(['GrantTermsAgreed'], (data) => ({
        ...data,
        conditions: (data['conditions'] as readonly JsonObject[]).map((condition) => ({
          ...condition,
          gatesPayment: false,
        })),
      })),
    ),
  },
  {
    fault: 'more of a contract is passed on than it is worth',
    rule: /passes on no more than it is worth/,
    oftener: ['award', 'subcontract', 'varySubcontract'],
    broken: decidesOn(
      changing(['SubcontractRecorded', 'SubcontractChanged'], (data) => ({
        ...data,
        value: '0.00',
      })),
    ),
  },
  {
    fault: 'more is allocated than a source gives',
    // What the source does not have may also be seen as authority that stands unconfirmed.
    rule: /rule 19: |certainty: /,
    broken: decidesOn(
      changing(['BudgetAllocated'], (data) => ({
        ...data,
        amount: '0.01',
        parts: partsOf(data, 'parts')
          .slice(0, 1)
          .map((part) => ({ ...part, amount: '0.01' })),
      })),
    ),
  },
  {
    fault: 'a share of a variance is a penny wrong',
    rule: /rules? [37]: /,
    oftener: ['closeYear', 'payment', 'confirm'],
    broken: records(
      changing(['YearClosed'], (data) => ({
        ...data,
        shares: pennyAside(partsOf(data, 'shares')),
      })),
    ),
  },
  {
    fault: 'a closing loses a penny between two years',
    rule: /rule [58]: |the books of/,
    oftener: ['closeYear', 'payment', 'confirm'],
    broken: records(
      changing(['YearClosed'], (data) => {
        const brought = partsOf(data, 'brought');
        const sum = total(brought.map(({ amount }) => whole(amount)));
        return sum === 0n ? data : { ...data, brought: brought.slice(1) };
      }),
    ),
  },
  {
    fault: 'an outcome of one person is paid twice',
    rule: /is for an outcome that|one achievement is paid once/,
    oftener: ['startPerson', 'claimStage', 'verifyStage', 'payStage'],
    broken: decidesOn(
      changing(['StageClaimed'], (data) => ({ ...data, person: `${data['person'] as string}-2` })),
    ),
  },
  {
    fault: 'two moves at once get round a share that schemes may have',
    rule: /rule 18: no more than the share/,
    broken: movesUnseen,
    life: [
      wish('shareLimit', 0, 2, 2, 1, 0, 0),
      ...twice(wish('propose', 4, 8, 1, 30, 0, 0), wish('approveMove', 0, 8, 1, 1, 0, 0)),
    ],
  },
  {
    fault: 'two moves at once get round a share that costs may have',
    rule: /rule 18: costs get no more than the share/,
    broken: movesUnseen,
    life: [
      wish('shareLimit', 6, 0, 1, 1, 0, 0),
      wish('award', 6, 0, 4, 500, 0, 0),
      wish('award', 6, 0, 4, 190, 0, 0),
      ...[0, 1].flatMap((award) => [
        wish('propose', award, 12, 5, 29, 0, 0),
        wish('approveMove', 0, 12, 1, 1, 0, 0),
      ]),
    ],
  },
  {
    fault: 'a contract moves more between its lines than its allowance',
    rule: /\*contract\*: .* moves between the lines of/,
    broken: decidesOn(changing(['AwardLinesMoved'], (data) => ({ ...data, used: '0.00' }))),
    life: [wish('award', 0, 18, 1, 200, 0, 0), ...twice(wish('moveLines', 0, 0, 1, 29, 0, 0))],
  },
  {
    fault: 'a cost line gives what it does not have',
    rule: /has what it gives to/,
    broken: decidesOn(
      changing(['CostLinesMoved'], (data) => ({
        ...data,
        ...{ from: data['to'] ?? null, to: data['from'] ?? null },
      })),
    ),
    life: [
      wish('award', 0, 18, 1, 40, 0, 0),
      wish('moveLines', 0, 0, 1, 9, 0, 0),
      wish('moveLines', 0, 0, 1, 19, 0, 0),
    ],
  },
  {
    fault: 'more is passed down than the fund has',
    rule: /no more is passed down than/,
    broken: decidesOn(changing(['PassDownRecorded'], (data) => ({ ...data, amount: '0.00' }))),
    life: Array.from({ length: 5 }, () => wish('passDown', 0, 1, 1, 600, 0, 0)),
  },
  {
    fault: 'more is passed down under an award than it has',
    rule: /no more is passed down under/,
    broken: decidesOn(changing(['PassDownRecorded'], (data) => ({ ...data, award: null }))),
    life: [wish('award', 8, 0, 2, 88, 0, 0), ...twice(wish('passDown', 0, 1, 3, 80, 0, 0))],
  },
  {
    fault: 'a flow does not say which law it rests on',
    rule: /\*power\*: /,
    oftener: ['describeSource', 'pledge'],
    broken: records(changing(['ContributionPledged'], (data) => ({ ...data, power: null }))),
  },
  {
    fault: 'an approval that was withdrawn is used',
    rule: /rule 20: .* had approved exactly this/,
    broken: decidesOn(
      changing(['DecisionApprovalWithdrawn'], (data) => ({
        ...data,
        approval: { ...(data['approval'] as JsonObject), by: 'nobody' },
      })),
    ),
    life: [
      wish('reviseDelegation', 0, 2, 1, 500, 0, 0),
      wish('allocate', 0, 0, 1, 10, 0, 0),
      wish('approveDecision', 0, 2, 1, 1, 0, 0),
      wish('withdrawApproval', 0, 2, 1, 1, 0, 0),
      wish('allocate', 0, 0, 1, 10, 0, 0),
    ],
  },
  {
    fault: 'somebody is appointed who is appointed already',
    rule: /rule 1: seat-\d is appointed once/,
    oftener: ['appoint'],
    broken: decidesOn((event) =>
      event.type === 'PersonAppointed'
        ? { ...event, type: 'AppointmentEnded', data: { cause: 'Left' }, version: 1 }
        : event,
    ),
  },
  {
    fault: 'a body lets people into a fund that others keep',
    rule: /rule 21: .* is for icb to let/,
    oftener: ['appoint'],
    broken: decidesOn(
      changing(['FundEstablished', 'HostingChanged'], (data) => ({ ...data, host: 'icb' })),
    ),
  },
];
