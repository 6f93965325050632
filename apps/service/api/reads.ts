import { auditTests } from '#projections/audit-trail/tests/all.js';
import { searchParameters } from './search-query.js';
import { sortSays } from './sorted.js';
import type { Dimension } from '#libs/ledger/balances.js';
import { ecosystemParameters } from './ecosystem-asked.js';
import { dimensions, dimensionsOverFunds } from './dimensions.js';
import { publishedReads } from './published-reads.js';

export interface Read {
  readonly path: string;
  readonly summary: string;
  /**
   * Its list, by name, which is filtered, sorted, divided into pages and written as a file on request.
   * Null where it answers several, of which a request names one; what has none is no list.
   */
  readonly list?: string | null;
  /** The fields by which people look for its rows: its order where none is asked for. */
  readonly named?: readonly string[];
  /** How much of the list is answered as JSON where no limit is said; all of it if not said. */
  readonly rowsMax?: number;
  /** Answered as it happens, as server-sent events. */
  readonly events?: true;
  /** A statement, which is also had as a file of each kind. */
  readonly files?: true;
  /** Its own handler divides the list into pages, for it may be as long as the log. */
  readonly pages?: true;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Names its points itself instead of `asKnownAt` and `effectiveOn`. */
  readonly points?: 'its own';
}

/** More of them than people go through; `count` says how many there are. */
const findingsMax = 10_000;

const byEach = (names: readonly Dimension[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, `Only this ${name}, or these, with commas`]));
const byDimension = byEach(dimensions);

/** What may be read, for those who look for it. */
export const reads: readonly Read[] = [
  {
    path: 'organisations',
    list: 'organisations',
    named: ['name'],
    summary: 'Organisations, by name',
  },
  { path: 'agreements', list: 'agreements', summary: 'Agreements, each in the version in force' },
  {
    path: 'agreements/{agreement}',
    list: 'versions',
    summary: 'An agreement with all its versions, notices, exits, reviews and money passed down',
  },
  { path: 'delegations', list: 'delegations', summary: 'Schemes of delegation, by organisation' },
  {
    path: 'appointments',
    list: 'appointments',
    summary: 'Who acts for whom, in which role and for which funds',
  },
  {
    path: 'reallocations',
    list: 'reallocations',
    summary: 'Moves of budget with before and after, their ways of approval and who decided',
  },
  {
    path: 'proposals',
    list: 'proposals',
    summary:
      'Reallocations and recodings that wait for an office, the oldest first, with who could approve them, who has, and before and after',
  },
  { path: 'approvals', list: 'approvals', summary: 'What offices answered to reallocations' },
  {
    path: 'audit-notices',
    list: 'audit-notices',
    summary: 'What those who audit are told: decisions taken alone',
  },
  {
    path: 'providers/{provider}/allocations',
    list: null,
    summary:
      'What a provider will receive year by year, how certain it is, and what was claimed and paid: for itself, and for whoever sees the funds',
  },
  {
    path: 'providers/{provider}/changes',
    list: 'changes',
    pages: true,
    summary: 'What changed for a provider, newest first, each with its decision, reason and date',
    parameters: {
      since: 'Only what was recorded after this log number, instant (UTC) or day (its end)',
      cursor: 'Where the next page begins: `next` of the page before',
      limit: 'At most so many, up to 1,000; 50 if not said',
    },
  },
  {
    path: 'providers/{provider}/statement',
    files: true,
    summary: 'A provider’s own statement for a financial year of its funds, award by award',
    parameters: { year: 'A financial year such as 2026-27; the current one if not said' },
  },
  { path: 'funds', list: 'funds', summary: 'Funds' },
  ...publishedReads,
  { path: 'awards', list: 'awards', summary: 'Grants and contracts' },
  {
    path: 'areas',
    list: 'areas',
    summary: 'Areas, what they are made of on the day, and their people',
  },
  {
    path: 'strategies',
    list: 'strategies',
    summary:
      'Strategies in force on the day: what they are called, who adopted them, where they can be read, until when they hold, and the schemes of funds that are seen which serve them',
  },
  {
    path: 'ecosystem',
    list: null,
    summary:
      'What was spent and what is promised in a place, over all funds that are seen: by what, for whom, from whom and to whom, how long, how concentrated, where nothing goes, and how much of it is known',
    parameters: ecosystemParameters,
  },
  {
    path: 'ecosystem/lines',
    list: 'lines',
    summary: 'What the figures of a place are made of: each of them is a sum of some of these',
    parameters: ecosystemParameters,
  },
  {
    path: 'areas/spending',
    list: null,
    summary: 'Spending or commitments of an area or a union of areas, over all funds',
    parameters: {
      areas: 'GSS codes, with commas: what lies in several of them counts once',
      year: 'Only this accounting year, such as 2026-27',
      of: 'spending, or commitments; spending if not said',
    },
  },
  {
    path: 'outcomes',
    list: 'outcomes',
    named: ['measure', 'from'],
    summary: 'Outcomes, by name, with baseline, measured value, savings share and terms',
  },
  {
    path: 'personal-budgets',
    list: 'personalBudgets',
    summary: 'Awards that follow a person, built up from needs',
  },
  {
    path: 'stage-claims',
    list: 'stageClaims',
    summary: 'Stages claimed of outcomes, over all funds',
  },
  {
    path: 'exceptions',
    list: 'exceptions',
    summary: 'Claims that fund an outcome twice, and who allowed which',
  },
  { path: 'imports', list: 'imports', summary: 'Files imported' },
  {
    path: 'contract-registers',
    list: 'registers',
    summary: 'Registers of contracts that bodies have published, and which of them counts',
  },
  {
    path: 'published-contracts',
    list: 'contracts',
    summary:
      'Contracts as their publishers said last: totals of unknown basis, and money of no fund',
    parameters: { words: 'Words of the title, the supplier or the reference' },
  },
  {
    path: 'published-contracts/{contract}',
    list: 'statements',
    summary: 'What the publisher of a contract said of it in each register, newest first',
  },
  {
    path: 'funds/{fund}/imports/{import}/rows',
    list: 'rows',
    summary:
      'Rows of a file that were set aside, with reasons, and how they were put right; those recorded in part, and those that another file said before',
  },
  {
    path: 'reconciliations',
    list: 'reconciliations',
    summary: 'Accounts compared with extracts of others',
  },
  {
    path: 'reconciliations/{reconciliation}',
    list: null,
    summary: 'Where the two sides stand: matched, proposed, and unmatched by age',
  },
  {
    path: 'funds/{fund}',
    list: null,
    summary: 'The terms of a fund, and all that is recorded about it but amounts',
  },
  {
    path: 'funds/{fund}/health',
    list: null,
    summary: 'Every figure of fund health, with the way down to its postings',
  },
  {
    path: 'funds/{fund}/monitoring',
    list: 'lines',
    summary:
      'The monitoring report: budget, profile, actual and forecast by scheme and source, with the way down',
    parameters: {
      year: 'A financial year; that of the month if not said',
      month: 'Up to the end of this month of it; the last that has ended if not said',
    },
  },
  {
    path: 'funds/{fund}/calendar',
    list: 'calendar',
    summary:
      'What falls due in twelve months: instalments, payments, decisions, endings; and what the host would hold at the end of each month, with its band',
    parameters: {
      month: 'One of the twelve: each amount that would come or go in it, with the way down',
    },
  },
  {
    path: 'funds/{fund}/statement',
    summary:
      'The memorandum account of a year, or the partners’ report of a quarter, as canonical JSON: the same bytes for ever as known at a number',
    parameters: {
      year: 'A financial year',
      kind: 'memorandum-account, year-end-settlement, annual-return, or partner-quarter where a quarter is named',
      quarter: '1 to 4: April to June is 1',
      format: 'json, csv, xlsx or pdf: the same as by Accept, for a link',
    },
    files: true,
  },
  {
    path: 'funds/{fund}/statements/{statement}',
    summary: 'A statement that was issued, as it was issued',
    parameters: { format: 'json, csv, xlsx or pdf: the same as by Accept, for a link' },
    files: true,
  },
  {
    path: 'funds/{fund}/statements/{statement}/evidence',
    points: 'its own',
    summary:
      'The evidence pack of a statement, as text: everything that is needed to check it without us, complete',
    parameters: {
      kept: 'Sizes of checkpoints that you kept, with commas: the pack shows that the log only appends to them',
    },
  },
  {
    path: 'funds/{fund}/evidence',
    points: 'its own',
    summary:
      'The evidence pack of what concerns a provider, as text: that it was recorded, no more',
    parameters: {
      provider: 'The organisation that it is about',
      kept: 'Sizes of checkpoints that you kept, with commas',
    },
  },
  {
    path: 'balances',
    list: 'balances',
    summary: 'Balances over all funds: of a provider, an award, a scheme, a source or an area',
    parameters: {
      by: 'Dimensions to sum by, with commas; fund, account and year if not said',
      ...byEach(dimensionsOverFunds),
    },
  },
  {
    path: 'funds/{fund}/balances',
    list: 'balances',
    summary: 'Balances of the two books',
    parameters: {
      by: 'Dimensions to sum by, with commas; account and year if not said',
      ...byDimension,
    },
  },
  {
    path: 'funds/{fund}/trial-balance',
    list: 'lines',
    summary: 'Debits and credits: equal, or the books are broken',
  },
  {
    path: 'funds/{fund}/postings',
    list: 'postings',
    pages: true,
    summary: 'The postings behind a sum, oldest first or sorted, with their total',
    parameters: {
      sort: sortSays(['number', 'effective', 'amount']),
      cursor: 'Where the next page begins: `next` of the page before',
      limit: 'At most so many, up to 1,000',
      ...byDimension,
    },
  },
  {
    path: 'funds/{fund}/journal',
    summary: 'The books of a fund as a journal for plain-text accounting, as text',
    parameters: {
      format: 'hledger or ledger',
      book: 'budget, cash, memo, both (budget and cash), or all; all if not said',
    },
  },
  {
    path: 'funds/{fund}/compare',
    list: 'lines',
    summary:
      'What differs between two points, line by line and figure by figure, each difference with the events that add up to it',
    points: 'its own',
    parameters: {
      from: 'The one point: a log number, an instant (UTC) or a day (its end)',
      to: 'The other point',
      fromEffectiveOn: 'A day: at the one point count only what had taken effect by then',
      toEffectiveOn: 'A day: the same at the other point',
      by: 'Dimensions of the lines, with commas; account, year, scheme and source if not said',
    },
  },
  {
    path: 'funds/{fund}/sample',
    list: 'sampled',
    summary: 'A monetary-unit sample of what events posted, repeatable by its seed',
    parameters: {
      seed: 'Any text: the same seed draws the same sample',
      size: 'How many are wanted, 1 to 10,000',
      ...byDimension,
      account: 'Only these accounts, with commas; cash:expenditure if not said',
    },
  },
  {
    path: 'audit/tests',
    list: 'tests',
    summary: 'The tests that auditors run, with definitions and parameters',
  },
  {
    path: 'audit/tests/{test}',
    list: 'findings',
    rowsMax: findingsMax,
    summary: 'What a saved test finds, each finding with the log numbers that it rests on',
    parameters: {
      fund: 'Only this fund',
      ...Object.fromEntries(
        Object.entries(auditTests).flatMap(([name, { parameters }]) =>
          Object.keys(parameters.shape).map((parameter) => [parameter, `Of ${name}`]),
        ),
      ),
    },
  },
  {
    path: 'events',
    list: 'events',
    pages: true,
    summary: 'Events of the log by what they are about, who recorded them, when and how much',
    parameters: searchParameters,
  },
  {
    path: 'changes',
    points: 'its own',
    events: true,
    summary:
      'What is recorded, as it is recorded (server-sent events): each change of which you see anything, and the number that all has been told up to',
    parameters: {
      from: 'The last log number that you know; now if not said. Last-Event-ID goes before it',
    },
  },
  {
    path: 'events/{number}',
    summary:
      'An event of the log: its bytes, its postings, the chain of its corrections, and what it was judged by',
  },
];
