import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import { worksIn } from '#libs/access/scope.js';
import type { Reading } from '#projections/reading/reading.js';
import { somebodyAsking } from '../../access/may-command.js';
import { recording } from '../../access/routes.js';
import { pointOf } from '../../api/point.js';
import { formats } from '../../imports/import-file.js';
import { importedIn, importsOf, type ImportFact, type Imported } from '../../imports/imported.js';
import { OWN_READING, READING } from '../../reading/tokens.js';
import { pointForm, withPoint } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { capital, inWords, money, nameIn } from '../words.js';
import { duplicatesTable, importsTable, type EventHref, partsTable, rowsTable } from './tables.js';
import { formatWords, isFormat } from './words.js';

type Asked = Readonly<Record<string, unknown>>;

/** Files that were taken into funds, and what became of their rows. */
@Controller()
@UseFilters(PageErrorFilter)
export class ImportPagesController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(OWN_READING) private readonly own: Reading,
  ) {}

  @Get('audit/imports')
  @Header('Cache-Control', 'no-store')
  async all(@Query() query: Asked): Promise<string> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    const funds = somebodyAsking().scope.funds ?? [];
    const imports = funds
      .flatMap((fund) => importsOf(facts, fund))
      .sort((a, b) => b.begun - a.begun);
    return page('imports/imports', {
      ...{ title: 'Files taken in', moment, point: pointForm('/audit/imports', query) },
      up: [{ text: 'Audit', href: withPoint('/audit', query) }],
      imports: importsTable(imports, query, (fund) => fundNamed(facts, fund)),
    });
  }

  @Get('funds/:fund/imports')
  @Header('Cache-Control', 'no-store')
  async ofFund(@Param('fund') fund: string, @Query() query: Asked): Promise<string> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    return page('imports/imports', {
      ...{ title: 'Files taken in', moment, point: pointForm(`/funds/${fund}/imports`, query) },
      of: await fundName(this.own, fund),
      up: await upTo(this.own, fund, query),
      takeIn: mayRecord(fund) ? `/funds/${fund}/imports/new` : undefined,
      imports: importsTable(importsOf(facts, fund), query),
    });
  }

  @Get('funds/:fund/imports/:import')
  @Header('Cache-Control', 'no-store')
  async one(
    @Param('fund') fund: string,
    @Param('import') id: string,
    @Query() query: Asked,
  ): Promise<string> {
    const { moment, facts } = await this.reading.imported(id, pointOf(query));
    const imported = importedIn(facts, fund, id);
    const { import: of, partlyRecorded, possibleDuplicates } = imported;
    const { facts: place } = await this.own.place({});
    const { facts: terms } = await this.own.terms(fund, {});
    return page('imports/import', {
      ...{ title: of.file, moment, point: pointForm(`/funds/${fund}/imports/${id}`, query) },
      of: fundNamed(place, fund),
      up: [
        ...(await upTo(this.own, fund, query)),
        { text: 'Files taken in', href: withPoint(`/funds/${fund}/imports`, query) },
      ],
      done: doneIn(query['done'], imported),
      summary: summaryOf(of, place, terms),
      columns: columnsOf(of),
      contracts:
        of.publisher === undefined
          ? undefined
          : withPoint(`/published-contracts?import=${id}`, query),
      events: seesEvents()
        ? withPoint(`/audit?stream=import-${id}&order=oldest`, query)
        : undefined,
      rows: rowsTable(imported, mayRecord(fund), eventHref(query)),
      parts: partlyRecorded.length === 0 ? undefined : partsTable(imported),
      duplicates:
        possibleDuplicates.length === 0
          ? undefined
          : duplicatesTable(possibleDuplicates, possibleDuplicates.length, eventHref(query)),
    });
  }
}

/** Whether whoever looks may take files into the fund: only then are they led to it. */
export function mayRecord(fund: string): boolean {
  const { asker, standing } = somebodyAsking();
  return recording.includes(asker.role) && worksIn(asker, standing).includes(fund);
}

export const fundNamed = (facts: FactsAt, fund: string): string =>
  facts.get('fund', fund)?.attributes.name ?? fund;

/** What the fund is called: also for who takes files into it, and sees nothing else of it. */
export const fundName = async (own: Reading, fund: string): Promise<string> =>
  fundNamed((await own.place({})).facts, fund);

const seesFund = (fund: string): boolean => somebodyAsking().scope.funds?.includes(fund) === true;

/** Whether whoever looks sees events of funds, and may be led to one. */
const seesEvents = (): boolean => somebodyAsking().scope.funds !== undefined;

/** Where an event of a row is shown, to whom it is shown at all. */
export const eventHref = (query: Asked = {}): EventHref =>
  seesEvents() ? (number) => withPoint(`/events/${number}`, query) : undefined;

/** A place that a page is under. */
export interface Up {
  readonly text: string;
  readonly href: string;
}

/** The fund itself, for whoever sees it. */
export const upTo = async (own: Reading, fund: string, query: Asked = {}): Promise<Up[]> =>
  seesFund(fund)
    ? [{ text: await fundName(own, fund), href: withPoint(`/funds/${fund}`, query) }]
    : [];

/** Only what was done is said to be done, whatever an address says. */
const doneIn = (line: unknown, { rows }: Imported): string | undefined =>
  rows.some((row) => String(row.line) === line && row.state === 'put right')
    ? `Line ${String(line)} is put right and recorded.`
    : undefined;

const columnsOf = ({ format, mapping }: ImportFact): { meaning: string; column: string }[] =>
  Object.entries(isFormat(format) ? formats[format].meanings : {}).flatMap(
    ([meaning, { title }]) => {
      const column = mapping[meaning];
      return column === undefined ? [] : [{ meaning: capital(title), column }];
    },
  );

const summaryOf = (
  of: ImportFact,
  place: FactsAt,
  terms: FactsAt,
): { readonly label: string; readonly value: string }[] => [
  { label: 'Kind', value: isFormat(of.format) ? formatWords[of.format].text : of.format },
  { label: 'Taken in', value: inWords(of.day) },
  { label: 'State', value: of.state === 'completed' ? 'Complete' : 'Begun, and not complete' },
  { label: 'Rows in the file', value: String(of.rowsIn ?? 'Not known yet') },
  { label: 'Recorded', value: String(of.recorded ?? 'Not known yet') },
  { label: 'Set aside', value: String(of.quarantined ?? 'Not known yet') },
  {
    label: 'Total recorded',
    value: of.total === undefined ? 'Not known yet' : money(parsePence(of.total)),
  },
  ...(of.publisher === undefined || of.asAt === undefined
    ? [
        { label: 'Scheme of its payments', value: chargedTo(terms, 'scheme', of.scheme) },
        { label: 'Source of its payments', value: chargedTo(terms, 'source', of.source) },
      ]
    : [
        { label: 'Register of', value: nameIn(place, 'organisation', of.publisher) },
        { label: 'As at', value: inWords(of.asAt) },
      ]),
  { label: 'SHA-256 of the file', value: of.id.split('.')[0] ?? '' },
];

const chargedTo = (terms: FactsAt, kind: 'scheme' | 'source', id: string): string =>
  id === 'unknown' ? 'Not named' : nameIn(terms, kind, id);
