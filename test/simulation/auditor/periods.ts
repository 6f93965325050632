import { must } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { staleBy } from './statements.js';

export const periodAudit = {
  PeriodSoftClosed: (auditor, event) => {
    const { closed } = auditor.books(event);
    must(
      'rule 17: what is hard-closed opens by a reopening only',
      closed.get(event.data.period) !== 'hard',
    );
    closed.set(event.data.period, event.data.offices);
  },
  PeriodHardClosed: (auditor, event) => {
    auditor.books(event).closed.set(event.data.period, 'hard');
  },
  PeriodReopened: (auditor, event) => {
    const { closed, statements, stale } = auditor.books(event);
    must(
      'rule 17: what is reopened was closed, and somebody answers for it',
      closed.delete(event.data.period) && event.authority !== '',
    );
    for (const id of staleBy(statements, event.data.period)) stale.add(id);
  },
} satisfies AuditBy;
