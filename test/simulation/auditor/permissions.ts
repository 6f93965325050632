import { larger, must, there, total, whole } from './amounts.js';
import { awaitsEach } from './agreements.js';
import type { AuditBy } from './auditor.js';
import type { Books } from './books.js';
import { isDecision } from './given-up.js';
import { decidedOn } from './judged-days.js';

export const permissionAudit = {
  PermissionRecorded: (auditor, event) => {
    const { permission, source, permits, amount, grantedBy, standing } = event.data;
    const books = auditor.books(event);
    const host = books.hostedOn(decidedOn(event).at(-1) ?? '')?.host;
    must(`rule 18: the host lifts no condition of ${source}`, grantedBy !== host);
    must(
      `rule 18: a partner's capital becomes revenue on another's word than its own`,
      permits !== 'capital-to-revenue' ||
        books.sources.get(source)?.role === 'funder' ||
        grantedBy !== books.sources.get(source)?.organisation,
    );
    const of = books.sources.get(source);
    must(
      `rule 18: nobody speaks for the funder of ${source}`,
      of?.role !== 'funder' || standing !== 'funder' || grantedBy === of.organisation,
    );
    awaitsEach(auditor, books, event, 'permission', whole(amount));
    isDecision(auditor, books, event, 'permission', permission);
    const { years, forYears, schemes, until } = event.data;
    const since = event.effective;
    books.permissions.set(permission, {
      ...{ source, permits, left: whole(amount) },
      ...{ years, forYears, schemes, since, until },
    });
  },
  PermissionUsed: (auditor, event) => {
    const books = auditor.books(event);
    const { permission, source, permits, scheme, year, nature, amount, left, forYear } = event.data;
    const of = there(books.permissions.get(permission), permission);
    of.left -= whole(amount);
    must(
      `rule 18: ${permission} permits what it was used for, as far as it goes`,
      of.permits === permits && of.source === source && of.left >= 0n,
    );
    must('rule 18: what is left of a permission adds up', of.left === whole(left));
    must(
      `rule 18: ${permission} is for ${scheme} of ${year} in ${forYear}, on ${event.effective}`,
      // What did not come about is given back, whenever that is.
      whole(amount) < 0n ||
        ((of.schemes?.includes(scheme) ?? true) &&
          (of.years?.includes(year) ?? true) &&
          (of.forYears?.includes(forYear) ?? true) &&
          of.since <= event.effective &&
          (of.until === null || event.effective <= of.until)),
    );
    books.uses.push({ by: event.data.by, permits, source, scheme, pence: whole(amount) });
    if (permits === 'other-use') {
      const place = [source, scheme, forYear, nature].join('|');
      books.permitted.set(place, (books.permitted.get(place) ?? 0n) + whole(amount));
    }
    if (books.used.key !== event.key) {
      books.used.key = event.key;
      books.used.uses.length = 0;
    }
    books.used.uses.push({ source, permits, scheme, year, nature, pence: whole(amount) });
  },
} satisfies AuditBy;

/** What may still be promised or spent outside a ring-fence, by its funder's permission. */
export function permittedAt(
  books: Books,
  {
    source,
    scheme,
    year,
    nature,
  }: Readonly<Record<'source' | 'scheme' | 'year' | 'nature', string>>,
): bigint {
  const called = ['reserved', 'committed', 'matched', 'spent'].map((account) =>
    books.sum(account, { source, scheme, year, nature }),
  );
  const permitted = books.permitted.get([source, scheme, year, nature].join('|')) ?? 0n;
  return permitted - larger(0n, total(called));
}

/** What one command used of its funder's permissions, to cross a line. */
export const usedBy = (
  books: Books,
  key: string,
  { source, scheme, permits }: { source: string; scheme: string; permits: string },
): bigint =>
  books.used.key === key
    ? total(
        books.used.uses
          .filter(
            (use) => use.source === source && use.scheme === scheme && use.permits === permits,
          )
          .map(({ pence }) => pence),
      )
    : 0n;
