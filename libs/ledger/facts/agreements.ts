import { idOf, type Standing } from '#contracts/events/all.js';
import type { agreementEvents } from '#contracts/events/agreement.js';
import type { ExitLine } from '#contracts/events/agreement/exit.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy } from './change.js';

interface Deed {
  version: number;
  /** Null where it is not known. */
  signedOn: string | null;
}

export interface AgreementFacts {
  /** As it stands: the terms of the version in force. */
  agreement: AgreementTerms & Deed & { terminated: string | null };
  /** Every version, also of terms that have yet to take effect; from the day of its deed on. */
  'agreement-version': Deed & {
    agreement: string;
    takesEffect: string;
    changes: string;
    terms: AgreementTerms;
  };
  notice: { agreement: string; partner: string; kind: string; ends: string; grounds: string };
  /** A partner that left, and what is owed each way. */
  exit: {
    agreement: string;
    partner: string;
    by: string;
    left: string;
    state: 'proposed' | 'disputed' | 'agreed';
    lines: readonly ExitLine[];
    net: string;
    /** The agreed net less the one first proposed. */
    difference: string;
    disputedBy: string;
    disputedAmount: string;
    grounds: string;
    evidence: string;
  };
  review: { agreement: string; due: string | null; held: string; outcome: string };
  /** Money of the fund that another body spends: where that is a fund of this ledger, it counts there. */
  'pass-down': {
    agreement: string;
    to: string;
    toFund: string | null;
    award: string | null;
    year: string;
    nature: string;
    amount: string;
    power: string;
    evidence: string;
  };
}

type Stated = Standing & { readonly data: Deed & AgreementTerms & { readonly changes?: string } };

function deedFacts(event: Stated): FactChange[] {
  const { version, signedOn, changes = 'As first signed', ...terms } = event.data;
  const agreement = idOf(event.stream);
  const about = { agreement, version, signedOn, takesEffect: event.effective, changes, terms };
  return [
    change(event, 'agreement', agreement, { ...terms, version, signedOn, terminated: null }),
    change(
      { ...event, effective: signedOn ?? event.effective },
      'agreement-version',
      `${agreement}/${version}`,
      about,
    ),
  ];
}

const of = (event: Standing, what: string): string => `${idOf(event.stream)}/${what}`;

export const agreementFacts: FactsBy<typeof agreementEvents> = {
  AgreementSigned: deedFacts,
  AgreementVaried: deedFacts,
  NoticeGiven: (event) => {
    const notice = { agreement: idOf(event.stream), ...event.data };
    return [change(event, 'notice', of(event, event.data.partner), notice)];
  },
  PartnerLeft: (event) => [
    change(event, 'exit', of(event, event.data.partner), {
      ...event.data,
      agreement: idOf(event.stream),
      left: event.effective,
      state: 'proposed',
    }),
  ],
  ExitSettlementDisputed: (event) => {
    const { partner, by: disputedBy, amount: disputedAmount, grounds } = event.data;
    const dispute = { state: 'disputed', disputedBy, disputedAmount, grounds } as const;
    return [change(event, 'exit', of(event, partner), dispute)];
  },
  ExitSettlementAgreed: (event) => {
    const { partner, ...settled } = event.data;
    return [change(event, 'exit', of(event, partner), { ...settled, state: 'agreed' })];
  },
  AgreementTerminated: (event) => [
    change(event, 'agreement', idOf(event.stream), { terminated: event.effective }),
  ],
  ReviewHeld: (event) => {
    const { due, outcome } = event.data;
    const review = { agreement: idOf(event.stream), due, held: event.effective, outcome };
    return [change(event, 'review', of(event, due ?? String(event.number)), review)];
  },
  PassDownRecorded: (event) => {
    const { passDown, fund, ...passed } = event.data;
    const about = { agreement: idOf(event.stream), ...passed };
    return [{ ...change(event, 'pass-down', of(event, passDown), about), fund }];
  },
  PassDownChanged: (event) => {
    const { passDown, fund, amount } = event.data;
    return [{ ...change(event, 'pass-down', of(event, passDown), { amount }), fund }];
  },
};
