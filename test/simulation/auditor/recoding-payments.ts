import { larger, must, there, totalOf, whole } from './amounts.js';
import { awaitsEach } from './agreements.js';
import type { AuditBy } from './auditor.js';
import type { Books } from './books.js';
import { decidedOn } from './judged-days.js';
import { permittedAt } from './permissions.js';
import { keepsShares } from './recoding-shares.js';
import { codingOf, flagBeside, pay, publish, spend } from './spending.js';

export const paymentRecodingAudit = {
  /** What was recorded is taken back and recorded anew (rule 1). Unlike a payment it is a decision. */
  PaymentsRecoded: (auditor, event) => {
    const books = auditor.books(event);
    const { year, period, was, is, cost, overBudget, form, abortive } = event.data;
    books.counts(period, { year });
    awaitsEach(auditor, books, event, 'recoding', larger(0n, whole(cost)));
    must('rule 2: as much is recorded anew as is taken back', totalOf(was) === totalOf(is));
    must('rule 2: that is what was recoded', totalOf(is) === whole(cost));

    const taken = new Map<string, bigint>();
    for (const line of was) {
      const coding = codingOf(line, year);
      taken.set(coding, (taken.get(coding) ?? 0n) + whole(line.amount));
    }
    for (const [coding, pence] of taken) {
      const stands = books.published.get(coding) ?? 0n;
      must(
        `rule 4: ${pence} is recoded of ${stands} that was published as ${coding}`,
        pence < 0n ? pence >= stands : pence <= stands,
      );
    }

    const before = new Set(was.map(({ award }) => award));
    const after = new Set(is.map(({ award }) => award));
    const record = (lines: typeof was, sign: 1n | -1n): void => {
      for (const line of lines) {
        const of = { ...line, period, parts: [line], cost: line.amount };
        spend(books, of, sign, form === 'aligned' ? 'income' : 'creditor');
        if (form === 'cash') pay(books, of, sign);
        publish(books, line, year, sign);
      }
    };
    keepsShares(books, decidedOn(event), year, () => {
      record(was, -1n);
      record(is, 1n);
    });

    insideFences(books, decidedOn(event), year, { was, is });
    const natures = new Set<string>(was.map(({ nature }) => nature));
    for (const { award, provider, nature, drawsOn, amount } of is) {
      must(
        'rule 18: capital becomes revenue as abortive cost only, and revenue never capital',
        natures.has(nature) ||
          natures.has('unknown') ||
          (nature === 'revenue' && abortive !== null),
      );
      if (before.has(award)) continue;
      const charged = award === 'none' ? undefined : there(books.awards.get(award), award);
      must(
        'rule 4: an award is spent by its own provider',
        charged === undefined || charged.provider === provider,
      );
      if (charged !== undefined && drawsOn === 'scheme' && whole(amount) > 0n)
        books.flags.push({ number: event.number, kind: 'over-award', pence: whole(amount) });
    }
    books.flag(event, 'over-budget', overBudget);
    const [to = 'none'] = after;
    flagBeside(auditor, event, to, totalOf(was.filter(({ award }) => award !== to)));
  },
} satisfies AuditBy;

interface Line extends Readonly<
  Record<'source' | 'scheme' | 'nature' | 'relatesTo' | 'amount', string>
> {
  readonly drawsOn: string;
}

/**
 * Rule 18 and *recoding*: the new money's conditions are checked, also where an award is charged. The
 * books have the recoding already. What stays where it was crosses nothing, and what comes back makes
 * no room.
 */
export function insideFences(
  books: Books,
  days: readonly string[],
  year: string,
  { was, is }: { readonly was: readonly Line[]; readonly is: readonly Line[] },
): void {
  const use = ({ source, scheme, nature, relatesTo }: Line): string =>
    [source, scheme, nature, relatesTo].join('|');
  const charged = (lines: readonly Line[], like: Line): bigint =>
    totalOf(lines.filter((line) => use(line) === use(like) && whole(line.amount) > 0n));
  for (const line of is) {
    const comes = charged(is, line) - charged(was, line);
    if (comes <= 0n || books.fenced({ ...line, year: line.relatesTo }, days) === undefined)
      continue;
    must(
      `rule 18: ${line.source} is recoded inside its ring-fences, or its funder permits it`,
      permittedAt(books, { ...line, year }) >= 0n &&
        (books.permitted.get([line.source, line.scheme, year, line.nature].join('|')) ?? 0n) > 0n,
    );
  }
}
