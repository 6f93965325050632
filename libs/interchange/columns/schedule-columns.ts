import type { ColumnMeanings, Mapping } from './match-columns.js';

export type ScheduleMeaning =
  | 'contribution'
  | 'source'
  | 'partner'
  | 'year'
  | 'nature'
  | 'certainty'
  | 'form'
  | 'recurrent'
  | 'evidence'
  | 'dueDate'
  | 'amount';

export type ScheduleMapping = Mapping<ScheduleMeaning>;

/** Columns of a schedule of contributions, one line for each instalment. */
export const SCHEDULE_COLUMNS: ColumnMeanings<ScheduleMeaning> = {
  contribution: {
    title: 'contribution',
    required: false,
    names: {
      contribution: 100,
      'contribution identifier': 98,
      'contribution reference': 98,
      'contribution name': 95,
      reference: 60,
    },
    not: 'amount date type year evidence partner source payment instalment',
  },
  source: {
    title: 'source of the money',
    required: true,
    names: {
      source: 100,
      'funding source': 98,
      'source fund': 96,
      funder: 90,
      'funding stream': 85,
      programme: 60,
      grant: 55,
    },
    not: 'amount date partner identifier type evidence',
  },
  partner: {
    title: 'partner through which it is paid',
    required: true,
    names: {
      partner: 100,
      'partner organisation': 98,
      contributor: 92,
      'contributing organisation': 92,
      organisation: 70,
      payer: 70,
      body: 60,
      authority: 60,
    },
    not: 'amount date source fund code type',
  },
  year: {
    title: 'financial year',
    required: true,
    names: { 'financial year': 100, year: 95, fy: 90, 'accounting year': 85 },
    not: 'amount date calendar',
  },
  nature: {
    title: 'capital or revenue',
    required: true,
    names: { 'capital revenue': 100, nature: 100, 'money type': 70, capital: 50, revenue: 50 },
    not: 'amount date',
  },
  certainty: {
    title: 'certainty',
    required: true,
    names: { certainty: 100, 'contribution status': 80, status: 75, confirmed: 60 },
    not: 'amount date evidence by',
  },
  form: {
    title: 'cash or in kind',
    required: false,
    names: {
      'cash kind': 100,
      form: 98,
      'contribution form': 98,
      'contribution type': 75,
      kind: 60,
    },
    not: 'amount date',
  },
  recurrent: {
    title: 'recurrent or not',
    required: false,
    names: { recurrent: 100, recurring: 98 },
    not: 'amount date',
  },
  evidence: {
    title: 'evidence of a confirmed contribution',
    required: false,
    names: {
      evidence: 100,
      'confirmed by': 90,
      'evidence reference': 98,
      resolution: 60,
      'offer letter': 60,
    },
    not: 'amount date',
  },
  dueDate: {
    title: 'due date of the instalment',
    required: true,
    names: {
      'instalment due date': 100,
      'due date': 98,
      'instalment date': 95,
      'payment date': 80,
      'date due': 98,
      due: 80,
      date: 60,
    },
    not: 'amount signed received paid start end',
  },
  amount: {
    title: 'amount of the instalment',
    required: true,
    names: {
      'instalment amount': 100,
      amount: 95,
      'contribution amount': 95,
      value: 70,
      instalment: 55,
    },
    not: 'date number total received paid',
  },
};
