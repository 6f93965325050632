import type { Reading } from '#projections/reading/reading.js';
import canonicalize from 'canonicalize';
import { asDomainEvent } from '#contracts/events/all.js';
import type { Json, RecordedEvent } from '#contracts/envelope.js';
import type { Identity } from '#apps/service/identity/identities.js';
import { subjectOf } from '#libs/sealing/sealed-text.js';
import { Ledger } from '#apps/service/ledger/ledger.js';
import type { EventStore } from '#libs/event-store/port.js';
import { Balances } from '#libs/ledger/balances.js';
import { postings } from '#libs/ledger/postings.js';
import { replayTo } from '#projections/runner/replay-to.js';
import { rebuild } from '#projections/runner/rebuild.js';
import { areaSpending } from '#projections/ecosystem-investment/figures/area-spending.js';
import { measures } from '#projections/ecosystem-investment/figures/measures.js';
import { must, there, written } from '../auditor/amounts.js';
import { spentIn } from '../auditor/areas.js';
import { booksAgree } from '../rules/books-agree.js';
import { nothingHalfDone } from '../rules/place-rules.js';
import { places } from '../workload/world.js';
import type { Place } from './place.js';
import type { Life } from './life.js';
import { statementsAgain } from './statements.js';
import { put, type Request } from './requests.js';

/** What is asked once, of the whole life: it takes the whole log. */
export async function atTheEnd(life: Life): Promise<void> {
  const { auditor, place } = life;
  nothingHalfDone(auditor);
  const events: RecordedEvent[] = [];
  for await (const some of place.store.read(0))
    for (const event of some) {
      life.log.readAgain(event);
      events.push(event);
    }
  sumsAgain(life, events);
  await viewsSayWhatHappened(life);
  await placesCountOnce(life);
  await statementsAgain(life, events);
  await askedAgain(life);
  peopleStaySealed(events);
  const shown = await place.sealing.shown(events, auditing);
  nobodyReadsOfTheForgotten(auditor.forgotten, events, shown);
  const subjects = new Map(events.map(({ number, reason }) => [number, subjectOf(reason)]));
  await decidedAgain(life, shown, subjects);
  await builtAgain(life);
  await nobodySeesNothing(life);
}

/** Rule 11: the sums of the postings of all events, made here and now, are the auditor's too. */
function sumsAgain({ auditor }: Life, events: readonly RecordedEvent[]): void {
  const all = Balances.of(events.flatMap((event) => postings(asDomainEvent(event))));
  for (const [fund, books] of auditor.funds) booksAgree(books, all.where({ fund }).rows);
}

/** Rules 6, 14 and 15: what pages show beside amounts is what the auditor has. */
async function viewsSayWhatHappened({ auditor, place }: Life): Promise<void> {
  for (const [fund, books] of auditor.funds) {
    const { facts } = await place.reading.fund(fund, { effectiveOn: '2199-12-31' });
    for (const [award, { state }] of books.awards)
      must(
        `rule 4: the pages show ${award} as ${state}`,
        state === 'none' || facts.get('commitment', award)?.attributes.state === state,
      );
    for (const [id, { certainty }] of books.contributions)
      must(
        `rule 6: the pages show ${id} as ${certainty}`,
        facts.get('contribution', id)?.attributes.certainty === certainty,
      );
    for (const [id, { supersededBy, isStale }] of books.statements) {
      const state =
        supersededBy === undefined ? (isStale ? 'to be restated' : 'issued') : 'superseded';
      const shown = facts.get('statement', id)?.attributes;
      must(
        `rule 13: the pages show ${id} as ${state}, and not ${shown?.state ?? 'nothing'}`,
        shown?.state === state && shown.supersededBy === (supersededBy ?? null),
      );
    }
    const flagged = facts
      .list('flag')
      .map(({ attributes: { kind, amount } }) => `${kind} ${amount}`);
    const expected = books.flags.map(({ kind, pence }) => `${kind} ${written(pence)}`);
    must(
      `rule 15: ${fund} flags ${expected.join()}, and the pages show ${flagged.join()}`,
      flagged.sort().join() === expected.sort().join(),
    );
  }
}

/** *Area*: what was spent in places that overlap is counted once in their union. */
async function placesCountOnce({ auditor, place }: Life): Promise<void> {
  const [one, two, district, icb, across] = places;
  const point = { effectiveOn: '2199-12-31' };
  const { facts, lines, moment } = await place.reading.filed(
    measures.spending.accounts,
    undefined,
    point,
  );
  for (const asked of [
    [one],
    [district],
    [across],
    [one, two],
    [icb, two, one],
    [across, district],
  ]) {
    const { within, total } = areaSpending(asked, lines, facts, moment.day);
    const spent = spentIn(auditor, asked);
    must(
      `spending in ${asked.join()} is ${spent} by the auditor, and ${within.pence} on the pages`,
      within.pence === spent,
    );
    const all = [...auditor.funds.values()].reduce((sum, books) => sum + books.sum('cost'), 0n);
    must(`all spending is somewhere once: ${all}, ${total} on the pages`, all === total);
  }
}

/** Rule 10: what was known at a number is known of it for ever. */
async function askedAgain(life: Life): Promise<void> {
  for (const { fund, number, known } of life.remembered)
    must(
      `rule 10: ${fund} as known at ${number} is as it was then`,
      (await life.known(fund, number)) === known,
    );
}

/** Rule 11: the views built anew from the first event are the live ones, to the byte, now and at half of the log. */
async function builtAgain({ place }: Life): Promise<void> {
  const { number } = await place.store.head();
  for (const at of [Math.floor(number / 2), number]) {
    const { differences: rows, first } = await replayTo(
      place.store,
      place.views,
      at,
      () => undefined,
    );
    must(
      `rule 11: ${rows} rows differ from the log as known at ${at}: ${JSON.stringify(first)}`,
      rows === 0,
    );
  }
  const { differences } = await rebuild(place.store, place.views, false, () => undefined);
  must(
    `rule 11: the views are what the log says: ${differences.join('; ')}`,
    differences.length === 0,
  );
}

/** Rule 21: who reads without saying for whom sees no line. */
async function nobodySeesNothing({ place }: Life): Promise<void> {
  await place.models.transaction(async (reader) => {
    await reader.query('set local search_path = views_blue');
    for (const table of ['series', 'posting', 'fact', 'awaited', 'provenance', 'entry']) {
      const [row] = await reader.query<{ count: string }[]>(`select count(*) from ${table}`);
      must(`rule 21: nobody sees nothing of ${table}`, row?.count === '0');
    }
  });
}

/** Rule 16: what is said of somebody stands in the log for nobody to read, only who it is said of. */
function peopleStaySealed(events: readonly RecordedEvent[]): void {
  for (const { number, stream, type, reason, data } of events) {
    const { person } = data;
    // Who acts for a body is no secret of theirs: an appointment says so to all whom it concerns.
    if (typeof person === 'string' && !stream.startsWith('appointment-'))
      must(`rule 16: ${number} seals why for ${person}`, subjectOf(reason) === person);
    for (const text of (wordsAbout[type] ?? []).flatMap((name) => wordsIn(data[name])))
      must(`rule 16: ${number} (${type}) seals its words`, subjectOf(text) !== undefined);
  }
}

/** Rule 16: of whom is forgotten no word can be read, by nobody; of others an auditor reads all. */
function nobodyReadsOfTheForgotten(
  forgotten: ReadonlySet<string>,
  events: readonly RecordedEvent[],
  shown: readonly RecordedEvent[],
): void {
  events.forEach(({ number, type, reason, data }, place) => {
    const after = there(shown[place], String(number));
    const pairs = [[reason, after.reason] as const].concat(
      (wordsAbout[type] ?? []).flatMap((name) => {
        const then = wordsIn(after.data[name]);
        return wordsIn(data[name]).map((text, at) => [text, then[at] ?? ''] as const);
      }),
    );
    for (const [sealed, said] of pairs) {
      const person = subjectOf(sealed);
      if (person === undefined) continue;
      must(
        `rule 16: an auditor reads of ${person} at ${number}: ${said}`,
        /^\[(forgotten|sealed|unreadable)/.test(said) === forgotten.has(person),
      );
    }
  });
}

/** By type of event, where the words stand that may tell something of somebody. */
const wordsAbout: Readonly<Record<string, readonly string[]>> = {
  PersonalBudgetBuilt: ['override'],
  PersonalBudgetReassessed: ['cause', 'override'],
  StageVerified: ['evidence'],
  StageRejected: ['cause'],
  DoubleFundingPermitted: ['evidence'],
};
const wordsIn = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  const reason = value && typeof value === 'object' && 'reason' in value ? value['reason'] : '';
  return typeof reason === 'string' && reason !== '' ? [reason] : [];
};

/** Somebody who may read what is sealed. */
const auditing: Identity = {
  ...{ id: 'auditor', name: 'Auditor', organisation: 'auditors' },
  ...{ authority: 'Appointed auditor', office: 'auditor', role: 'auditor', kind: 'auditor' },
};

/**
 * Rule 12: put again to the log as it was then, with the time and the person of then, a request is
 * decided as it was then.
 */
async function decidedAgain(
  life: Life,
  events: readonly RecordedEvent[],
  subjects: ReadonlyMap<number, string | undefined>,
): Promise<void> {
  for (const request of life.requests) {
    if (request.done === undefined) continue;
    const ofRequest = events.filter(
      ({ key }) => key === request.key || key.startsWith(`${request.key}/`),
    );
    const [first] = ofRequest;
    if (!first || isPast(life, request, subjects.get(first.number))) continue;
    const recorded = ofRequest.filter(({ key }) => key === first.key);
    const again = { ...life.place, reading: readingOf(life, recorded) };
    const then = canonicalize(
      recorded.map(({ type, effective, data }) => ({ type, effective, data })),
    );
    // What it read of other streams may be a little older than what it recorded.
    let number = first.number;
    while (number > request.since + 1 && (await decidedAt(again, first, number, request)) !== then)
      number -= 1;
    must(
      `rule 12: ${request.asked.command.command} is decided today as it was at ${first.number}: ${then ?? ''}, and now ${(await decidedAt(again, first, number, request)) ?? ''}`,
      (await decidedAt(again, first, number, request)) === then,
    );
    for (const { actor, organisation, authority, reason } of ofRequest.filter(
      ({ key }) => key === request.key,
    ))
      must(
        `rule 9: ${request.key} names who asked`,
        canonicalize({ actor, organisation, authority, reason }) ===
          canonicalize(request.provenance),
      );
  }
}

/**
 * What cannot be put again: what was said of somebody who is forgotten, and what was decided beside
 * the cash book as the views had it then.
 */
const isPast = ({ auditor }: Life, { asked }: Request, person: string | undefined): boolean =>
  asked.kind === 'reconciliation' || auditor.forgotten.has(person ?? '');

/** A statement is made again of the number that it was made of: views are of now. */
function asItWas(request: Request, first: RecordedEvent): Request {
  const { asked } = request;
  const event = asDomainEvent(first);
  if (asked.kind !== 'fund' || asked.command.command !== 'issue-statement') return request;
  must('a statement is what is issued', event.type === 'StatementIssued');
  const command = { ...asked.command, asKnownAt: String(event.data.number) };
  return { ...request, asked: { ...asked, command } };
}

/** A publication is made again of the number that it was made of, too. */
function readingOf({ place: { reading } }: Life, recorded: readonly RecordedEvent[]): Reading {
  const made = recorded.map(asDomainEvent).find(({ type }) => type === 'PublicationMade');
  if (made?.type !== 'PublicationMade') return reading;
  const { number } = made.data;
  const point = { asKnownAt: String(number) };
  return Object.create(reading, {
    moment: { value: () => reading.moment(point) },
  }) as Reading;
}

/** What the request would record, with the log as it was before a number. */
async function decidedAt(
  { store, reading, sealing }: Pick<Place, 'store' | 'sealing'> & { readonly reading: Reading },
  first: RecordedEvent,
  before: number,
  request: Request,
): Promise<string | undefined> {
  const then: EventStore = Object.create(store, {
    readStream: {
      value: async function* (...of: Parameters<EventStore['readStream']>) {
        for await (const event of store.readStream(...of)) {
          if (event.number >= before) return;
          yield event;
        }
      },
    },
  }) as EventStore;
  const ledger = new Ledger(then, () => new Date(first.stamp));
  const answer = await put({ ledger, reading, sealing }, asItWas(request, first), true);
  if ('refused' in answer) return canonicalize(answer.refused);
  return canonicalize(
    answer.wouldRecord
      .filter(({ stream }) => stream === first.stream)
      .map(({ draft: { type, effective, data } }) => ({ type, effective, data })),
  );
}
