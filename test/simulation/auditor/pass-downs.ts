import { must, there, total, whole } from './amounts.js';
import type { Auditor, AuditBy } from './auditor.js';
import type { Of } from './books.js';

/** Money that the lead authority passes down to another body, as it stands. */
export interface PassedDown {
  readonly fund: string;
  readonly award: string | null;
  readonly year: string;
  readonly nature: string;
  readonly pence: bigint;
}

export const passDownAudit = {
  PassDownRecorded: (auditor, event) => {
    const { passDown, fund, award, year, nature, amount } = event.data;
    const id = `${idOf(event)}|${passDown}`;
    must(`rule 1: ${id} is passed down once`, !auditor.passDowns.has(id));
    auditor.passDowns.set(id, { fund, award, year, nature, pence: whole(amount) });
    isThere(auditor, id, event.number);
  },
  PassDownChanged: (auditor, event) => {
    const { passDown, fund, amount } = event.data;
    const id = `${idOf(event)}|${passDown}`;
    const before = there(auditor.passDowns.get(id), id);
    must(`rule 1: what is put right of ${id} names it`, before.fund === fund);
    must(`nothing less than nothing is passed down by ${id}`, whole(amount) >= 0n);
    auditor.passDowns.set(id, { ...before, pence: whole(amount) });
    if (whole(amount) > before.pence) isThere(auditor, id, event.number);
  },
} satisfies AuditBy;

const idOf = ({ stream }: { readonly stream: string }): string => stream.slice('agreement-'.length);

/** What was written so shortly before may not have been known to who decided in another stream. */
const lately = 40;
const promised = ['reserved', 'committed', 'matched', 'spent'];
const budget = ['unallocated', 'scheme', 'moving', 'held', ...promised];

/** No more is passed down than the fund has for the year, and under an award no more than that has. */
function isThere(auditor: Auditor, id: string, number: number): void {
  const { fund, award, year, nature } = there(auditor.passDowns.get(id), id);
  const all = [...auditor.passDowns.values()].filter(
    (one) => one.fund === fund && one.year === year && one.nature === nature,
  );
  const books = auditor.fund(fund);
  const most = (accounts: readonly string[], where: Partial<Of>): bigint => {
    const now = total(accounts.map((account) => books.sum(account, where)));
    return books.journal.mostSince(number - lately, now, accounts, where);
  };
  must(
    `no more is passed down than ${fund} has of ${nature} for ${year}`,
    total(all.map(({ pence }) => pence)) <= most(budget, { year, nature }),
  );
  if (award === null) return;
  must(
    `no more is passed down under ${award} than it has in ${fund} for ${year}`,
    total(all.filter((one) => one.award === award).map(({ pence }) => pence)) <=
      most(promised, { year, nature, award }),
  );
}
