import { must, periodAfter, yearOfDay } from './amounts.js';
import { awaitsEach } from './agreements.js';
import type { AuditBy } from './auditor.js';
import { isDecision } from './given-up.js';
import { staleBy } from './statements.js';

export const periodAudit = {
  PeriodSoftClosed: (auditor, event) => {
    const { closed } = auditor.books(event);
    must(
      'rule 17: what is hard-closed opens by a reopening only',
      closed.get(event.data.period) !== 'hard',
    );
    must(
      `rule 17: ${event.data.period} has begun when it is closed`,
      event.stamp.slice(0, 7) >= event.data.period.slice(0, 7),
    );
    closed.set(event.data.period, event.data.offices);
  },
  PeriodHardClosed: (auditor, event) => {
    const books = auditor.books(event);
    books.closed.set(event.data.period, 'hard');
    const year = yearOfDay(event.data.period);
    for (let at = `${year.slice(0, 4)}-04`; yearOfDay(at) === year; at = periodAfter(at))
      if (books.closed.get(at) !== 'hard') return;
    must(
      `rule 3: ${year} is not closed over a move that is under way`,
      [...books.moves.values()].flat().every(({ at }) => at.year !== year),
    );
  },
  PeriodReopened: (auditor, event) => {
    const books = auditor.books(event);
    const { closed, statements, stale } = books;
    awaitsEach(auditor, books, event, 'reopening', 0n);
    must(
      'rule 17: what is reopened was closed, and somebody answers for it',
      closed.delete(event.data.period) && event.authority !== '',
    );
    isDecision(auditor, auditor.books(event), event, 'reopening', event.data.period);
    for (const id of staleBy(statements, event.data.period)) stale.add(id);
  },
} satisfies AuditBy;
