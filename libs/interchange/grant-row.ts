import { type PublishedText, type Reading, UNKNOWN, read, unreadable } from './reading.js';

/** One grant as published in the 360Giving standard. Amounts in pence; unknown is never zero. */
export interface GrantRow {
  readonly identifier: string;
  readonly title: PublishedText;
  readonly description: PublishedText;
  readonly currency: 'GBP';
  readonly amountAwardedPence: bigint;
  /** A published 0 is 0: nothing has been paid yet. */
  readonly amountDisbursedPence: bigint | 'unknown';
  /** Imported all the same, flagged and counted (a fact that breaks a rule). */
  readonly paidMoreThanAwarded: boolean;
  /** `2015-06-01` */
  readonly awardDate: string;
  readonly planned: {
    readonly start: PublishedText;
    readonly end: PublishedText;
    /** As published, in months; kept beside the dates, which may say otherwise. */
    readonly durationMonths: number | 'unknown';
  };
  readonly recipient:
    | { readonly kind: 'organisation'; readonly id: string; readonly name: PublishedText }
    /** A person: neither name nor identifier is kept. */
    | { readonly kind: 'individual' };
  readonly funder: { readonly id: PublishedText; readonly name: PublishedText };
  readonly programme: PublishedText;
  /** GSS codes as published, in order, each once. */
  readonly beneficiaryLocations: readonly string[];
}

export interface RecordedGrant {
  readonly kind: 'grant';
  /** Position in the `grants` list from 1; in a spreadsheet, the line. */
  readonly line: number;
  readonly grant: GrantRow;
}

export interface QuarantinedGrant {
  readonly kind: 'quarantined';
  readonly line: number;
  /** Field or column. */
  readonly column: string;
  readonly reason: string;
  readonly raw: string;
  readonly amountPence: bigint | 'unknown';
}

/** A grant's fields as text or number before they are checked; `undefined` where nothing is published. */
export interface PublishedGrant {
  readonly identifier: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly currency: string | undefined;
  readonly amountAwarded: Reading<bigint>;
  readonly amountDisbursed: Reading<bigint> | undefined;
  readonly awardDate: Reading<string>;
  readonly plannedStart: Reading<string> | undefined;
  readonly plannedEnd: Reading<string> | undefined;
  readonly plannedDuration: string | undefined;
  readonly recipient: Reading<GrantRow['recipient']>;
  readonly funderId: string | undefined;
  readonly funderName: string | undefined;
  readonly programme: string | undefined;
  readonly beneficiaryLocations: readonly string[];
}

export interface GrantProblem {
  readonly field: string;
  readonly reason: string;
}

/** Checks one grant. What makes its money, date or parties uncertain keeps it out; the rest may be unknown. */
export const grantRow = (grant: PublishedGrant): GrantRow | GrantProblem => {
  const { identifier, amountAwarded, amountDisbursed, awardDate, recipient } = grant;
  if (identifier === undefined) return problem('id', 'the grant has no identifier');
  if (grant.currency === undefined) return problem('currency', 'the currency is not stated');
  if (grant.currency.toUpperCase() !== 'GBP') {
    return problem('currency', `the amount is in ${grant.currency}, not in GBP`);
  }
  if (!amountAwarded.ok) return problem('amountAwarded', amountAwarded.reason);
  if (amountDisbursed?.ok === false) return problem('amountDisbursed', amountDisbursed.reason);
  if (!awardDate.ok) return problem('awardDate', awardDate.reason);
  if (grant.plannedStart?.ok === false) return problem('plannedDates', grant.plannedStart.reason);
  if (grant.plannedEnd?.ok === false) return problem('plannedDates', grant.plannedEnd.reason);
  const duration = durationOf(grant.plannedDuration);
  if (!duration.ok) return problem('plannedDates', duration.reason);
  if (!recipient.ok) return problem('recipientOrganization', recipient.reason);
  const paid = amountDisbursed?.value;
  return {
    identifier,
    title: grant.title ?? UNKNOWN,
    description: grant.description ?? UNKNOWN,
    currency: 'GBP',
    amountAwardedPence: amountAwarded.value,
    amountDisbursedPence: paid ?? UNKNOWN,
    paidMoreThanAwarded: paid !== undefined && paid > amountAwarded.value,
    awardDate: awardDate.value,
    planned: {
      start: grant.plannedStart?.value ?? UNKNOWN,
      end: grant.plannedEnd?.value ?? UNKNOWN,
      durationMonths: duration.value,
    },
    recipient: recipient.value,
    funder: { id: grant.funderId ?? UNKNOWN, name: grant.funderName ?? 'unknown' },
    programme: grant.programme ?? UNKNOWN,
    beneficiaryLocations: [...new Set(grant.beneficiaryLocations)],
  };
};

export const isGrantProblem = (grant: GrantRow | GrantProblem): grant is GrantProblem =>
  'reason' in grant;

const problem = (field: string, reason: string): GrantProblem => ({ field, reason });

/** A published duration of 0 months says nothing that a grant could last: unknown. */
const durationOf = (published: string | undefined): Reading<number | 'unknown'> => {
  if (published === undefined) return read('unknown');
  const match = /^(\d{1,4}(?:\.\d+)?)\s*(?:months?)?$/i.exec(published);
  if (match === null) return unreadable('the planned duration is not a number of months');
  const months = Number(match[1]);
  return read(months > 0 ? months : 'unknown');
};
