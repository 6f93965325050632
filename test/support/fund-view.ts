import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent, type DomainEvent } from '#contracts/events/all.js';
import { Balances } from '#libs/ledger/balances.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { facts } from '#libs/ledger/facts.js';
import { postings } from '#libs/ledger/postings.js';
import type { FundView, Moment } from '#projections/reading/reading.js';

/** What happened as the log would hold it, recorded at nine on the day on which it takes effect. */
export function recorded(happened: readonly DomainEvent[]): RecordedEvent[] {
  const revisions = new Map<string, number>();
  let time = '';
  return happened.map((event, place) => {
    const revision = (revisions.get(event.stream) ?? -1) + 1;
    revisions.set(event.stream, revision);
    const nine = `${event.effective}T09:00:00.000000Z`;
    time = nine > time ? nine : time;
    const number = place + 1;
    return {
      ...event,
      revision,
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      stamp: time,
      actor: 'A. Finance Officer',
      organisation: 'GB-LAE-NMR',
      authority: 'scheme of delegation',
      reason: 'as agreed',
      key: `example/${number}`,
      requestHash: '0'.repeat(64),
      number,
      recorded: time,
    };
  });
}

/** A fund as some events leave it, looked at on a day, or in books that hold what was effective by it. */
export function fundView(
  fund: string,
  events: readonly RecordedEvent[],
  day: string,
  effectiveOn: string | null = null,
): FundView {
  const known = events.map(asDomainEvent);
  const last = events.at(-1);
  const moment: Moment = {
    number: last?.number ?? 0,
    recorded: last?.recorded ?? null,
    final: true,
    effectiveOn,
    day,
  };
  return {
    fund,
    moment,
    balances: Balances.of(
      known
        .flatMap((event) => postings(event))
        .filter(({ on, effective }) => on.fund === fund && effective <= (effectiveOn ?? effective)),
    ),
    facts: new FactsAt(factsOn(events, day).filter((fact) => [fund, 'none'].includes(fact.fund))),
  };
}

/** Facts that hold on a day: the later change wins, by the day it takes effect and then its number. */
function factsOn(events: readonly RecordedEvent[], day: string): AnyFact[] {
  const changes = events
    .flatMap((event) =>
      facts(asDomainEvent(event)).map((change) => ({ ...change, number: event.number })),
    )
    .filter(({ effective }) => effective <= day)
    .sort((a, b) =>
      a.effective === b.effective ? a.number - b.number : a.effective < b.effective ? -1 : 1,
    );
  const found = new Map<string, AnyFact>();
  for (const change of changes) {
    const key = `${change.entity}/${change.id}`;
    const before = found.get(key);
    found.set(key, {
      ...change,
      attributes: { ...before?.attributes, ...change.attributes },
    } as AnyFact);
  }
  return [...found.values()];
}
