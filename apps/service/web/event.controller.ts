import {
  Controller,
  Get,
  Header,
  Inject,
  Param,
  ParseIntPipe,
  Query,
  UseFilters,
} from '@nestjs/common';
import type { RecordedEvent } from '#contracts/envelope.js';
import { idOf, kindOf } from '#contracts/events/all.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { AuditTrail, OpenedEvent } from '#projections/audit-trail/audit-trail.js';
import type { Chain } from '#projections/audit-trail/chain.js';
import type { Judgement } from '#projections/audit-trail/judgement.js';
import type { PostedLine, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { called } from '../access/asking-as.js';
import { identityOf } from '../api/asking.js';
import { pointOf } from '../api/point.js';
import { SEALING } from '../api/tokens.js';
import { READING, TRAIL } from '../reading/tokens.js';
import type { Sealing } from '../sealing/sealing.js';
import { officeInWords } from './approvals/approvals-page.js';
import { amountMembers } from './amount-members.js';
import { dataShown, written, type Said } from './event-data.js';
import { pointForm, withPoint } from './links.js';
import { page } from './pages.js';
import { PageErrorFilter } from './page-error.filter.js';
import { link, number, text, type Cell, type Table } from './table.js';
import {
  accountInWords,
  instantInWords,
  inWords,
  money,
  nameIn,
  sentenceCase,
  periodOfPosting,
  unbroken,
} from './words.js';
import { awardIn } from './whose.js';

type Query = Readonly<Record<string, unknown>>;

/** One fact of the log, as it was recorded: who, on what authority, why, and what it moved. */
@Controller('events/:number')
@UseFilters(PageErrorFilter)
export class EventController {
  constructor(
    @Inject(TRAIL) private readonly trail: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
    @Inject(SEALING) private readonly sealing: Sealing,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async event(
    @Param('number', ParseIntPipe) wanted: number,
    @Query() query: Query,
  ): Promise<string> {
    const found = await this.trail.open(wanted, pointOf(query));
    if (!found) throw refuse('not-found', { what: 'event', id: wanted, where: 'the log' });
    const { moment, postings, canonical, chain, judgement } = found;
    const { event } = await this.sealing.shown(found, identityOf());
    const { stream } = event;
    const fund = kindOf(stream) === 'fund' ? idOf(stream) : undefined;
    const facts = await this.naming(found, query);
    const said = { facts, called, amounts: amountMembers(event.type) };
    const href = (number: number): string => withPoint(`/events/${number}`, query);
    return page('event', {
      title: sentenceCase(event.type),
      event,
      moment,
      point: pointForm(`/events/${event.number}`, query),
      fund:
        fund === undefined
          ? undefined
          : { name: nameIn(facts, 'fund', fund), href: withPoint(`/funds/${fund}`, query) },
      envelope: envelopeOf(event, facts),
      data: dataShown(event.data, said),
      postings: postingsTable(postings, facts, query),
      corrections: correctionsTable(chain, href),
      judged: judgedTable(judgement, said, href),
      canonical,
      proof: `/api/v1/events/${event.number}/proof`,
      before: event.number > 1 ? href(event.number - 1) : undefined,
      after: event.number < moment.number ? href(event.number + 1) : undefined,
      audit: withPoint('/audit', query),
    });
  }

  /** What things are called where the event is: schemes and sources are known within their fund. */
  private async naming({ entry, event }: OpenedEvent, query: Query): Promise<FactsAt> {
    const place = await this.reading.place(pointOf(query));
    const of = place.facts.get('award', idOf(event.stream))?.fund;
    const funds = entry.funds.length > 0 ? entry.funds : of === undefined ? [] : [of];
    let { facts } = place;
    // Where two funds call different things alike, the fund that it names first has its way.
    for (const fund of funds.toReversed())
      if (place.facts.get('fund', fund))
        facts = facts.with((await this.reading.terms(fund, pointOf(query))).facts);
    return facts;
  }
}

const moneyOrDash = (amount: Pence | null = null): Cell =>
  number(amount === null ? '\u2013' : money(amount));

const correctionsTable = ({ entries, links }: Chain, href: (number: number) => string): Table => ({
  caption: 'Its chain of corrections, oldest first',
  head: ['Event', 'What', 'Takes effect', 'Amount'].map((name) => text(name)),
  rows: links.map(({ number: later, corrects, how }) => {
    const entry = entries.find((each) => each.number === later);
    return [
      link(String(later), href(later)),
      { text: '', links: [{ text: `${how} ${corrects}`, href: href(corrects) }] },
      text(entry ? inWords(entry.effective) : ''),
      moneyOrDash(entry?.amount),
    ];
  }),
  empty: 'It corrects nothing, and nothing corrects it.',
});

function judgedTable(
  judgement: Judgement | null,
  said: Said,
  href: (number: number) => string,
): Table {
  const { facts } = said;
  const rows: Cell[][] = [];
  const row = (what: string, by: string, cell: Cell = text('\u2013')): number =>
    rows.push([text(what), text(by), cell]);
  const at = (number: number | null = null): Cell =>
    number === null ? text('\u2013') : link(`Event ${number}`, href(number));
  for (const { by, office, organisation, day, terms, powersThen } of judgement?.approvals ?? []) {
    const limits = powersThen.map(({ power, limit }) =>
      limit === null ? `${power}, no limit` : `${power}, up to ${money(parsePence(limit))}`,
    );
    row(
      'Delegation',
      `${called(by)}, ${officeInWords(office)} of ${nameIn(facts, 'organisation', organisation)}, on ${inWords(day)}: revision ${terms.revision}${limits.length > 0 ? ` (${limits.join('; ')})` : ''}`,
      at(terms.number),
    );
  }
  if (judgement?.agreementRevision !== undefined)
    row('Agreement', `Revision ${judgement.agreementRevision}`, at(judgement.agreement?.number));
  if (judgement?.permission !== undefined) row('Permission', judgement.permission);
  for (const name of ['override', 'tested'] as const)
    if (judgement?.[name])
      row(
        sentenceCase(name),
        Object.entries(judgement[name])
          .map(([member, value]) => written(value, member, said))
          .join('; '),
      );
  if (judgement?.notwithstanding !== undefined) row('Notwithstanding', judgement.notwithstanding);
  if (judgement?.obligation !== undefined) row('Obligation', judgement.obligation);
  for (const beside of judgement?.beside ?? [])
    row('Recorded with', 'the event that says so', link(`Event ${beside}`, href(beside)));
  return {
    caption: 'The terms in force when it was decided',
    head: ['By what', 'Which', 'Where it stands'].map((name) => text(name)),
    rows,
    empty: 'It names no decision, permission or version of an agreement that it was judged by.',
  };
}

const envelopeOf = (event: RecordedEvent, facts: FactsAt): { key: string; value: string }[] => [
  { key: 'Log number', value: String(event.number) },
  { key: 'Recorded', value: instantInWords(event.recorded) },
  { key: 'Takes effect', value: inWords(event.effective) },
  { key: 'Who', value: called(event.actor) },
  {
    key: 'For',
    value: `${nameIn(facts, 'organisation', event.organisation)} (${event.organisation})`,
  },
  { key: 'On what authority', value: event.authority },
  { key: 'Why', value: event.reason },
  { key: 'Stream and place in it', value: `${event.stream}, revision ${event.revision}` },
  { key: 'Type and version', value: `${event.type}, version ${event.version}` },
  { key: 'Identifier', value: event.id },
  { key: 'Request', value: event.key },
];

const namedIn = (facts: FactsAt, kind: 'award' | 'source' | 'scheme', id: string): string =>
  id === 'none' ? '\u2013' : nameIn(facts, kind, id);

const postingsTable = (rows: readonly PostedLine[], facts: FactsAt, query: Query): Table => ({
  caption: 'What it moved: debits above zero, credits below, zero in all',
  head: [
    ...['Account', 'Month', 'Relates to', 'Nature', 'Source', 'Scheme', 'Award'].map((name) =>
      text(name),
    ),
    number('Amount'),
  ],
  rows: rows.map(({ on, pence }) => [
    text(accountInWords(on.account)),
    text(periodOfPosting(on.period)),
    text(unbroken(on.relatesTo)),
    text(on.nature === 'unknown' ? 'Not known' : on.nature),
    text(namedIn(facts, 'source', on.source)),
    text(namedIn(facts, 'scheme', on.scheme)),
    awardIn(on.fund, on.award, namedIn(facts, 'award', on.award), query),
    number(money(pence)),
  ]),
  ...(rows.length === 0
    ? {}
    : {
        total: [
          text('Total'),
          ...Array.from({ length: 6 }, () => text('')),
          number(money(rows.reduce((sum, { pence }) => sum + pence, 0n))),
        ],
      }),
  empty: 'This event moves no money.',
});
