import type { ColumnMeanings, Mapping } from './match-columns.js';

export type GrantMeaning =
  | 'identifier'
  | 'title'
  | 'description'
  | 'currency'
  | 'amountAwarded'
  | 'amountDisbursed'
  | 'awardDate'
  | 'plannedStart'
  | 'plannedEnd'
  | 'plannedDuration'
  | 'recipientId'
  | 'recipientName'
  | 'recipientIndividual'
  | 'funderId'
  | 'funderName'
  | 'programme'
  | 'beneficiaryLocation';

export type GrantMapping = Mapping<GrantMeaning>;

const PARTIES = 'recipient funding funder beneficiary programme location classification related';

/** Columns of the 360Giving spreadsheet: its titles, or its field names as flattened JSON has them. */
export const GRANT_COLUMNS: ColumnMeanings<GrantMeaning> = {
  identifier: {
    title: 'grant identifier',
    required: true,
    names: { identifier: 100, 'grant identifier': 100, 'grant reference': 80, 'grant number': 78 },
    not: `${PARTIES} organisation code data individual`,
  },
  title: {
    title: 'title',
    required: false,
    names: { title: 100, 'grant title': 98, 'project title': 90, 'project name': 80 },
    not: 'recipient funding funder programme classification',
  },
  description: {
    title: 'description',
    required: false,
    names: { description: 100, 'grant description': 98, 'project description': 90, purpose: 60 },
    not: `${PARTIES} organisation`,
  },
  currency: {
    title: 'currency',
    required: false,
    names: { currency: 100 },
    not: 'rate',
  },
  amountAwarded: {
    title: 'amount awarded',
    required: true,
    names: {
      'amount awarded': 100,
      'award amount': 96,
      'grant amount': 85,
      amount: 70,
      awarded: 50,
    },
    not: 'disbursed applied date currency paid',
  },
  amountDisbursed: {
    title: 'amount disbursed',
    required: false,
    names: { 'amount disbursed': 100, disbursed: 85, 'amount paid': 85 },
    not: 'date applied',
  },
  awardDate: {
    title: 'award date',
    required: true,
    names: { 'award date': 100, 'awarded date': 98, 'date award': 98, 'grant date': 80, date: 50 },
    not: 'planned actual start end modified duration open close birth',
  },
  plannedStart: {
    title: 'planned start date',
    required: false,
    names: { 'planned date start': 100, 'planned start': 96, 'start date': 80 },
    not: 'actual end duration',
  },
  plannedEnd: {
    title: 'planned end date',
    required: false,
    names: { 'planned date end': 100, 'planned end': 96, 'end date': 80 },
    not: 'actual start duration',
  },
  plannedDuration: {
    title: 'planned duration in months',
    required: false,
    names: {
      'planned date duration': 100,
      'planned duration': 96,
      'duration month': 85,
      duration: 75,
    },
    not: 'actual start end day year week',
  },
  recipientId: {
    title: 'recipient organisation identifier',
    required: false,
    names: { 'recipient organisation identifier': 100, 'recipient identifier': 90 },
    not: 'location individual name',
  },
  recipientName: {
    title: 'recipient organisation name',
    required: false,
    names: { 'recipient organisation name': 100, 'recipient name': 90, recipient: 60 },
    not: 'location individual identifier number code street address postal city county country url description',
  },
  recipientIndividual: {
    title: 'recipient who is an individual',
    required: false,
    names: { 'recipient individual identifier': 100, 'recipient ind identifier': 100 },
    not: 'location name organisation',
  },
  funderId: {
    title: 'funding organisation identifier',
    required: false,
    names: { 'funding organisation identifier': 100, 'funder identifier': 92 },
    not: 'location name department type',
  },
  funderName: {
    title: 'funding organisation name',
    required: false,
    names: { 'funding organisation name': 100, 'funder name': 92, funder: 80 },
    not: 'location identifier department type',
  },
  programme: {
    title: 'grant programme',
    required: false,
    names: {
      'grant programme title': 100,
      'programme title': 95,
      'grant programme': 85,
      programme: 75,
    },
    not: 'code url description identifier',
  },
  beneficiaryLocation: {
    title: 'code of the beneficiary location',
    required: false,
    repeats: true,
    names: {
      'beneficiary location geographic code': 100,
      'beneficiary location geo code': 100,
      'beneficiary location code': 90,
    },
    not: 'type recipient country name',
  },
};
