import { DelegationAdopted } from '#contracts/events/delegation.js';
import { AdvancePaid } from '#contracts/events/fund/advances.js';
import { DecisionAuthorised } from '#contracts/events/fund/authority.js';
import { BudgetAllocated } from '#contracts/events/fund/budget.js';
import { BudgetMovedOut } from '#contracts/events/fund/moves.js';
import { PeriodHardClosed } from '#contracts/events/fund/periods.js';
import { RecodingAuthorised, SpendingRecoded } from '#contracts/events/fund/recoding.js';
import { FundEstablished } from '#contracts/events/fund/set-up.js';
import {
  ExpenditurePaid,
  ExpenditureReversed,
  ExpenditureVerified,
} from '#contracts/events/fund/spending.js';
import { ReallocationDecided, ReallocationProposed } from '#contracts/events/reallocation.js';
import { yearOf } from '#contracts/financial-year.js';
import type { Past } from './recorded-past.js';

const council = 'GB-LAE-NMR';

/** One office, which may decide up to 50,000.00 at a time. */
export const delegation: Past = {
  stream: `delegation-${council}`,
  draft: DelegationAdopted.of('2026-02-01', {
    title: 'Scheme of delegation',
    evidence: 'Full council',
    powers: [
      {
        ...{ power: 'p1', office: 'director', heads: null, limit: '50000.00', cumulative: null },
        decisions: ['override', 'virement', 'recoding'],
        boundaries: ['between-schemes'],
        ...{ recurrent: true, decides: 'on-proposal', seconds: [], from: null, until: null },
      },
    ],
    heads: [],
    bases: [],
  }),
};

const approval = (by: string, day: string) => ({
  ...{ organisation: council, office: 'director', by, day, delegation: 0, powers: ['p1'] },
});

/** What one fund holds; each of its events by a name. */
export class FundPast {
  readonly past: (Past & { readonly name: string })[] = [];
  constructor(readonly fund: string) {
    this.add('established', {
      draft: FundEstablished.of('2026-02-01', {
        ...{ name: fund, kind: 'pooled', host: council, agreement: null, area: 'unknown' },
      }),
    });
  }

  add(name: string, past: Omit<Past, 'stream'>, stream = `fund-${this.fund}`): this {
    this.past.push({ name, stream, ...past });
    return this;
  }

  private spending(amount: string, provider: string, period: string, relatesTo = yearOf(period)) {
    return {
      ...{ provider, award: 'none', nature: 'revenue' as const, period, relatesTo },
      parts: [
        {
          ...{ scheme: 'navigators', source: 'council', certainty: 'confirmed' as const },
          ...{ area: 'unknown', drawsOn: 'scheme' as const, amount },
        },
      ],
    };
  }
  private invoiced(amount: string, provider: string, period: string, relatesTo?: string) {
    const spent = this.spending(amount, provider, period, relatesTo);
    return { ...spent, parts: spent.parts.map((part) => ({ ...part, recoverableVat: '0.00' })) };
  }

  verified(
    name: string,
    day: string,
    amount: string,
    of: {
      reference?: string;
      provider?: string;
      period?: string;
      on?: string;
      relatesTo?: string;
    } = {},
  ): this {
    const { reference = name, provider = 'lights', period = day.slice(0, 7), on = day } = of;
    return this.add(name, {
      on,
      draft: ExpenditureVerified.of(day, {
        expenditure: name,
        ...this.invoiced(amount, provider, period, of.relatesTo),
        ...{ reference, net: amount, irrecoverableVat: '0.00', recoverableVat: '0.00' },
        ...{ cost: amount, gross: amount, overBudget: '0.00', accrual: null, stage: null },
      }),
    });
  }
  paid(name: string, day: string, expenditure: string, amount: string, remittance: string): this {
    return this.add(name, {
      draft: ExpenditurePaid.of(day, {
        ...{ expenditure, amount, remittance },
        ...this.spending(amount, 'lights', day.slice(0, 7)),
      }),
    });
  }
  reversed(name: string, day: string, corrects: string, amount: string): this {
    return this.add(name, {
      draft: ExpenditureReversed.of(day, {
        ...{ expenditure: name, corrects, cost: amount, recoverableVat: '0.00', gross: amount },
        ...this.invoiced(amount, 'lights', day.slice(0, 7)),
      }),
    });
  }
  recoded(name: string, day: string, corrects: string, amount: string): this {
    const was = { ...this.invoiced(amount, 'lights', day.slice(0, 7)), paid: [] };
    const { award, nature, parts, paid } = was;
    return this.add(name, {
      draft: SpendingRecoded.of(day, {
        ...{ expenditure: name, corrects, provider: 'lights', period: day.slice(0, 7) },
        ...{ relatesTo: yearOf(day.slice(0, 7)), cost: amount, left: '0.00', overBudget: '0.00' },
        besideStages: '0.00',
        was: { award, nature, parts, paid },
        is: {
          ...{ award, provider: 'lights', nature, paid },
          parts: parts.map((part) => ({ ...part, scheme: 'brokerage' })),
        },
        abortive: null,
      }),
    });
  }
  advance(name: string, day: string, amount: string): this {
    return this.add(name, {
      draft: AdvancePaid.of(day, {
        ...{ advance: name, provider: 'rivers', award: 'none', nature: 'revenue' },
        ...{ period: day.slice(0, 7), relatesTo: yearOf(day.slice(0, 7)), amount },
        parts: [{ scheme: 'navigators', source: 'council', area: 'unknown', amount }],
        remittance: `Advance ${name}`,
      }),
    });
  }
  closed(name: string, day: string, period: string): this {
    return this.add(name, { draft: PeriodHardClosed.of(day, { period }) });
  }
  /** An override that an office authorised, proposed by whoever records it. */
  authorised(
    name: string,
    day: string,
    amount: string,
    head: string,
    approver: string,
    by: string,
  ): this {
    return this.add(name, {
      by,
      draft: DecisionAuthorised.of(day, {
        ...{ decision: 'override', subject: head, of: 'none', amount, recurrent: false },
        parts: [{ scheme: head, source: 'council', year: '2026-27', nature: 'revenue', amount }],
        ...{ how: 'approved', approvals: [approval(approver, day)] },
        counted: [{ organisation: council, office: 'director', head, year: '2026-27', amount }],
      }),
    });
  }
  recodedAlone(name: string, day: string, amount: string): this {
    return this.add(name, {
      draft: RecodingAuthorised.of(day, {
        ...{ of: 'spending', recoding: name, proposal: null, cost: amount, how: 'alone' },
        ...{ approvals: [approval('sam', day)], counted: [] },
      }),
    });
  }
  /** A move within the fund that one person proposes and another approves. */
  moved(name: string, day: string, amount: string, proposer: string, approver: string): this {
    const at = { fund: this.fund, source: 'council', year: '2026-27', nature: 'revenue' } as const;
    const stream = `reallocation-${name}`;
    const legs = [
      {
        amount,
        from: { kind: 'scheme' as const, ...at, scheme: 'navigators' },
        to: { kind: 'scheme' as const, ...at, scheme: 'brokerage' },
      },
    ];
    this.add(
      `${name} proposed`,
      {
        by: proposer,
        draft: ReallocationProposed.of(day, {
          power: null,
          ...{ legs, amount, technical: false, recurrent: false, proposer },
          ...{ organisation: council, organisations: [council], effects: [], effectsAt: [] },
          ...{ routes: [], expires: '2027-12-31' },
        }),
      },
      stream,
    );
    return this.add(
      name,
      {
        by: approver,
        draft: ReallocationDecided.of(day, {
          ...{ attempt: '1', amount, how: 'approved', approvals: [approval(approver, day)] },
        }),
      },
      stream,
    );
  }
  movedOut(name: string, day: string, amount: string): this {
    return this.add(name, {
      draft: BudgetMovedOut.of(day, {
        reallocation: name,
        lines: [
          {
            ...{ leg: 0, scheme: 'navigators', source: 'council', certainty: 'confirmed' },
            ...{ area: 'unknown', year: '2026-27', nature: 'revenue', award: 'none' },
            ...{ provider: 'none', period: day.slice(0, 7), amount, crosses: false },
          },
        ],
        approvals: [approval('lee', day)],
      }),
    });
  }
  allocated(name: string, day: string, amount: string, beyond?: string): this {
    return this.add(name, {
      draft: BudgetAllocated.of(day, {
        ...{ scheme: 'navigators', source: 'council', year: '2026-27', nature: 'revenue' },
        ...{ period: day.slice(0, 7), area: 'unknown', amount },
        parts: [{ certainty: 'confirmed', amount }],
        override:
          beyond === undefined
            ? null
            : { authority: 'Section 151 officer', reason: 'Winter pressure', beyond },
      }),
    });
  }
}
