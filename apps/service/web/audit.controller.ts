import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import { eventTypes } from '#contracts/events/all.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Entry } from '#projections/audit-trail/entries.js';
import type { Found } from '#projections/audit-trail/search.js';
import { auditTests } from '#projections/audit-trail/tests/all.js';
import type { Finding } from '#projections/audit-trail/tests/audit-test.js';
import type { Moment, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { called } from '../access/asking-as.js';
import { testQuery } from '../api/audit-tests.controller.js';
import { pointOf } from '../api/point.js';
import { searchOf, searchParameters } from '../api/search-query.js';
import { READING, TRAIL } from '../reading/tokens.js';
import { findingInWords } from './finding-words.js';
import { askedInWords, fundField, type Choice, type FormField } from './form-fields.js';
import { kept, pointForm, standing, withPoint } from './links.js';
import { PageErrorFilter } from './page-error.filter.js';
import { linksToFiles } from './page-tables.js';
import { page } from './pages.js';
import { eventLinks, link, number, text, type Cell, type Table, type TableFiles } from './table.js';
import { definitionInWords, parameterFields } from './test-parameters.js';
import { instantInWords, inWords, money, nameIn, sentenceCase } from './words.js';

type Asked = Readonly<Record<string, unknown>>;
const perPage = '50';

interface SearchField {
  readonly name: keyof typeof searchParameters;
  readonly label: string;
  readonly money?: true;
}

/** Fields of the search form that are asked most, and how they are called there. */
const fields: readonly SearchField[] = [
  { name: 'fund', label: 'Fund' },
  { name: 'type', label: 'Type of event' },
  { name: 'actor', label: 'Who recorded it' },
  { name: 'effectiveFrom', label: 'Takes effect from' },
  { name: 'effectiveTo', label: 'Takes effect to' },
  { name: 'award', label: 'Award' },
];
/** And those that open on request. */
const moreFields: readonly SearchField[] = [
  { name: 'amountFrom', label: 'Amount from', money: true },
  { name: 'amountTo', label: 'Amount to', money: true },
  { name: 'recordedFrom', label: 'Recorded from' },
  { name: 'recordedTo', label: 'Recorded to' },
  { name: 'organisation', label: 'For which organisation' },
  { name: 'authority', label: 'On what authority' },
  { name: 'account', label: 'Account' },
  { name: 'provider', label: 'Provider' },
  { name: 'scheme', label: 'Scheme' },
  { name: 'source', label: 'Source' },
  { name: 'stream', label: 'Stream' },
];
/** The form always says an order. */
const isAsked = ([name, value]: readonly [string, string]): boolean =>
  name !== 'order' || value !== 'newest';
const types = Object.keys(eventTypes)
  .sort()
  .map((value) => ({ value, text: sentenceCase(value) }));

/** The log for those who audit it: searched, and put to the saved tests. */
@Controller('audit')
@UseFilters(PageErrorFilter)
export class AuditController {
  constructor(
    @Inject(TRAIL) private readonly trail: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async search(@Query() query: Asked): Promise<string> {
    const { search, paging } = searchOf({ order: 'newest', limit: perPage, ...query });
    const found = await this.trail.search(search, pointOf(query), paging);
    const { facts } = await this.reading.place(pointOf(query));
    const further = [...moreFields.map(({ name }) => name), 'order', 'asKnownAt', 'effectiveOn'];
    const names = [...fields.map(({ name }) => name), ...further];
    const choices: Readonly<Record<string, readonly Choice[]>> = { type: types };
    const shown = ({ name, ...field }: SearchField): FormField => {
      const value = kept(query, [name])
        .map(([, said]) => said)
        .join(',');
      const hint = searchParameters[name];
      if (name === 'fund') return fundField(facts, value, 'All funds', { hint });
      return { name, ...field, hint, value, ...(choices[name] ? { choices: choices[name] } : {}) };
    };
    const shownFields = fields.map(shown);
    const shownMore = moreFields.map(shown);
    const searched = kept(query, names).some(isAsked);
    const next =
      found.next === null
        ? undefined
        : `/audit?${new URLSearchParams([...kept(query, names), ['cursor', found.next]]).toString()}`;
    const ofFund = (address: string): string =>
      withPoint(`${address}?${new URLSearchParams(kept(query, ['fund'])).toString()}`, query);
    return page('audit', {
      title: 'The audit trail',
      moment: found.moment,
      point: pointForm('/audit', query),
      fields: shownFields,
      asked: askedInWords([...shownFields, ...shownMore]),
      more: { fields: shownMore, open: kept(query, further).some(isAsked) },
      oldest: query['order'] === 'oldest',
      searched,
      showing: showingInWords(found, query),
      table: {
        ...foundTable(found, facts, query, searched),
        files: apiFiles('events', query, found.moment),
      },
      next,
      compare: ofFund('/audit/compare'),
      sample: ofFund('/audit/sample'),
      evidence: withPoint('/audit/evidence', query),
      replay: ofFund('/audit/replay'),
      files: withPoint('/audit/imports', query),
      tests: Object.entries(auditTests).map(([name, { title, definition }]) => ({
        ...{ title, definition: definitionInWords(name, definition) },
        href: ofFund(`/audit/tests/${name}`),
      })),
    });
  }

  @Get('tests/:test')
  @Header('Cache-Control', 'no-store')
  async test(@Param('test') name: string, @Query() query: Asked): Promise<string> {
    const test = Object.hasOwn(auditTests, name) ? auditTests[name] : undefined;
    if (!test) throw refuse('not-found', { what: 'test', id: name, where: 'the saved tests' });
    const { fund, parameters } = testQuery(test, query);
    const { moment, findings } = await this.trail.test(test, fund, parameters, pointOf(query));
    const { facts } = await this.reading.place(pointOf(query));
    const fields = [
      fundField(facts, fund ?? '', 'All funds'),
      ...parameterFields(name, test, query),
    ];
    return page('audit-test', {
      title: test.title,
      definition: definitionInWords(name, test.definition),
      moment,
      point: pointForm(`/audit/tests/${name}`, query),
      back: withPoint('/audit', query),
      fields,
      asked: askedInWords(fields),
      table: {
        ...findingsTable(findings, facts, await this.ofFunds(findings, query), query),
        files: apiFiles(`audit/tests/${name}`, query, moment),
      },
    });
  }

  /** What is known of the funds whose findings name a source or a scheme, which only the fund can name. */
  private async ofFunds(
    findings: readonly Finding[],
    query: Asked,
  ): Promise<ReadonlyMap<string, FactsAt>> {
    const naming = findings.slice(0, shownMax).filter(({ of }) => of['whose'] ?? of['head']);
    const funds = [...new Set(naming.map(({ fund }) => fund))].filter((fund) => fund !== 'none');
    return new Map(
      await Promise.all(
        funds.map(
          async (fund) => [fund, (await this.reading.terms(fund, pointOf(query))).facts] as const,
        ),
      ),
    );
  }
}

/** A page shows the beginning of what is found; the list of the API holds all of it. */
const apiFiles = (list: string, query: Asked, moment: Moment): TableFiles =>
  linksToFiles(
    (format) => `${standing(`/api/v1/${list}?${asking(query)}`, moment)}&format=${format}`,
  );

const asking = ({ cursor: _, ...query }: Asked): string =>
  new URLSearchParams(kept(query, Object.keys(query))).toString();

/** How much of what was found is shown; all of it is counted where all of it is here. */
function showingInWords({ rows, next }: Found, query: Asked): string | undefined {
  const order = query['order'] === 'oldest' ? 'oldest first' : 'newest first';
  const events = rows.length === 1 ? 'event' : 'events';
  if (rows.length === 0) return undefined;
  if (query['cursor'] !== undefined)
    return `Showing ${rows.length} further ${events}, ${order}. ${next === null ? 'These are the last' : 'There are more'}.`;
  return next === null
    ? `Showing all ${rows.length} ${events}, ${order}.`
    : `Showing the first ${rows.length} events, ${order}. There are more.`;
}

const foundTable = (
  { rows, correctedBy }: Found,
  facts: FactsAt,
  query: Asked,
  searched: boolean,
): Table => ({
  caption: `${rows.length} ${rows.length === 1 ? 'event' : 'events'} of ${searched ? 'those found' : 'the log'}`,
  head: [
    ...['Event', 'What', 'Took effect', 'Recorded', 'Who', 'On what authority', 'Fund'].map((of) =>
      text(of),
    ),
    number('Amount'),
  ],
  rows: rows.map((entry) => [
    link(String(entry.number), withPoint(`/events/${entry.number}`, query)),
    text(sentenceCase(entry.type), noteOf(entry, correctedBy.get(entry.number))),
    text(inWords(entry.effective)),
    text(instantInWords(entry.recorded)),
    whoOf(entry, facts),
    text(entry.authority),
    text(entry.funds.map((fund) => nameIn(facts, 'fund', fund)).join(', ') || '\u2013'),
    number(entry.amount === null ? '\u2013' : money(entry.amount)),
  ]),
  empty:
    'No event meets all of this at this moment. Leave a field empty, or look at a later moment.',
});

/** Who acted, and for whom; what the service does by itself it does for nobody else. */
function whoOf({ actor, organisation }: Entry, facts: FactsAt): Cell {
  const who = called(actor);
  const whom = nameIn(facts, 'organisation', organisation);
  return who === whom ? text(who) : text(who, whom);
}

const noteOf = (entry: Entry, by: readonly number[] | undefined): string | undefined =>
  by && by.length > 0
    ? `Corrected by ${by.join(', ')}`
    : entry.judged?.how === 'alone'
      ? 'Decided alone'
      : undefined;

const findingsTable = (
  findings: readonly Finding[],
  facts: FactsAt,
  ofFunds: ReadonlyMap<string, FactsAt>,
  query: Asked,
): Table => ({
  caption: `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}${findings.length > shownMax ? `, of which the first ${shownMax} are shown` : ''}`,
  head: [text('What was found'), text('Events'), text('Fund'), number('Amount')],
  rows: findings
    .slice(0, shownMax)
    .map(({ what, numbers, fund, amount, of }) => [
      text(findingInWords({ what, of }, facts, called, ofFunds.get(fund))),
      eventLinks(numbers, (each) => withPoint(`/events/${each}`, query)),
      text(fund === 'none' ? '\u2013' : nameIn(facts, 'fund', fund)),
      number(amount === null ? '\u2013' : money(amount)),
    ]),
  empty: 'Nothing was found by this definition at this moment.',
});
const shownMax = 500;
