import { must, there, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { due } from './contributions.js';
import { restsOnLaw } from './powers.js';

export const sourceAudit = {
  SourceTransferred: (auditor, event) => {
    const { sources } = auditor.books(event);
    const { source, from, to } = event.data;
    const of = there(sources.get(source), source);
    must('a source passes from whom it was', of.organisation === from);
    sources.set(source, { ...of, organisation: to, formerly: [...of.formerly, from] });
  },
  SourcesMerged: () => undefined,
  ContributionRolledForward: (auditor, event) => {
    const books = auditor.books(event);
    const { contribution, source, year, nature, form, amount, period, instalments } = event.data;
    must(
      `rule 1: the contribution ${contribution} is begun once`,
      !books.contributions.has(contribution),
    );
    restsOnLaw(books, source, event.data.power);
    books.counts(period, { year });
    const certainty = 'expected';
    books.contributions.set(contribution, {
      source,
      year,
      nature,
      form,
      pence: whole(amount),
      certainty,
      subjectToBudget: false,
      instalments: new Map(),
      conditions: new Map(),
    });
    due(books, contribution, instalments);
    const of = { certainty, source, year, nature };
    books.enter(form === 'in-kind' ? 'pledged in kind' : 'pledged', whole(amount), of);
    books.enter(form === 'in-kind' ? 'promised in kind' : 'unallocated', whole(amount), of);
  },
} satisfies AuditBy;
