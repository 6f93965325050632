import type { DomainEvent } from '#contracts/events/all.js';

/** What an event is about, as it is named within its stream: `expenditure/e1`, `year/2026-27`. */
export type Subject = string;

/**
 * What an event is about, where a later one of its stream may correct, decide or undo it; null for
 * others.
 */
export function subjectOf(event: DomainEvent): Subject | null {
  switch (event.type) {
    case 'YearClosed':
      return `year/${event.data.year}`;
    case 'BaselineAgreed':
    case 'BaselineSuperseded':
      return 'baseline';
    case 'OutcomeMeasured':
      return 'measured';
    case 'SavingsShareConfirmed':
      return 'savings-share';
    case 'ExitSettled':
      return `exit/${event.data.partner}`;
    case 'PaymentsRecoded':
      return `recoding/${event.data.recoding}`;
    case 'RecodingProposed':
      return `proposal/${event.data.proposal}`;
    case 'RecodingAuthorised':
      return event.data.proposal === null ? null : `proposal/${event.data.proposal}`;
    case 'BudgetReservedForMove':
    case 'BudgetMoveReleased':
      return `move/${event.data.reallocation}/${event.data.attempt}`;
    default: {
      const data = event.data as Readonly<Record<string, unknown>>;
      for (const kind of ['expenditure', 'statement', 'advance'])
        if (typeof data[kind] === 'string') return `${kind}/${data[kind]}`;
      return null;
    }
  }
}

/** Events by which something comes about that a later event may correct. */
export const makers: ReadonlySet<string> = new Set<DomainEvent['type']>([
  ...(['ExpenditureAccrued', 'AlignedCostAccrued'] as const),
  ...(['ExpenditureVerified', 'ExpenditureCredited'] as const),
  ...(['AdvanceEvidenced', 'SpendingRecoded', 'PaymentsRecoded'] as const),
  ...(['PaymentRecorded', 'AlignedPaymentRecorded', 'ExitSettled', 'YearClosed'] as const),
  ...(['StatementIssued', 'BaselineAgreed', 'BaselineSuperseded', 'OutcomeMeasured'] as const),
  ...(['SavingsShareConfirmed'] as const),
]);

/** How events correct others, as people say it. */
export const correctingTypes = {
  ExpenditureReversed: 'reverses',
  AccrualReversed: 'reverses the accrual of',
  AlignedAccrualReversed: 'reverses the accrual of',
  ExpenditureVerified: 'clears the accrual of',
  AlignedPaymentRecorded: 'clears the accrual of',
  ExpenditureCredited: 'credits',
  SpendingRecoded: 'recodes',
  PaymentsRecoded: 'recodes',
  StatementIssued: 'restates',
  YearClosed: 'closes again',
  BaselineSuperseded: 'supersedes',
  OutcomeMeasured: 'supersedes',
  SavingsShareConfirmed: 'supersedes',
  ExitSettled: 'settles again',
} as const satisfies Partial<Record<DomainEvent['type'], string>>;

/**
 * What an event corrects (rule 1: it reverses, names what it corrects, and posts anew): subjects of
 * its own stream. Most events correct nothing.
 */
export function correctsOf(event: DomainEvent): Subject[] {
  switch (event.type) {
    case 'ExpenditureReversed':
    case 'SpendingRecoded':
      return [`expenditure/${event.data.corrects}`];
    case 'ExpenditureCredited':
      return [`expenditure/${event.data.credits}`];
    case 'AccrualReversed':
    case 'AlignedAccrualReversed':
      return [`expenditure/${event.data.expenditure}`];
    case 'ExpenditureVerified':
    case 'AlignedPaymentRecorded':
      return event.data.accrual === null ? [] : [`expenditure/${event.data.accrual}`];
    case 'PaymentsRecoded':
      return event.data.payments.map((payment) => `expenditure/${payment}`);
    case 'StatementIssued':
      return event.data.supersedes === null ? [] : [`statement/${event.data.supersedes}`];
    case 'YearClosed':
      return event.data.closing > 1 ? [`year/${event.data.year}`] : [];
    case 'BaselineSuperseded':
      return ['baseline'];
    case 'OutcomeMeasured':
      return event.data.was === null ? [] : ['measured'];
    case 'SavingsShareConfirmed':
      return event.data.was === null ? [] : ['savings-share'];
    case 'ExitSettled':
      return event.data.reversed.length > 0 ? [`exit/${event.data.partner}`] : [];
    default:
      return [];
  }
}
