import { larger, must, there, totalOf, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { decidedOn } from './judged-days.js';
import { permittedAt } from './permissions.js';
import { codingOf, flagBeside, pay, publish, spend } from './spending.js';

export const paymentRecodingAudit = {
  /** What was recorded is taken back and recorded anew (rule 1). Unlike a payment it is a decision. */
  PaymentsRecoded: (auditor, event) => {
    const books = auditor.books(event);
    const { year, period, was, is, cost, overBudget, form, abortive } = event.data;
    books.counts(period, { year });
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
    const named = before.size !== after.size || [...after].some((award) => !before.has(award));
    for (const [lines, sign] of [
      [was, -1n],
      [is, 1n],
    ] as const)
      for (const line of lines) {
        // By an award that is named it was decided when the award was made; what stays where it was
        // crosses nothing.
        if (sign === 1n && (line.award === 'none' || !named))
          must(
            `rule 18: ${line.source} is recoded inside its ring-fences, or its funder permits it`,
            books.fenced({ ...line, year: line.relatesTo }, decidedOn(event)) === undefined ||
              whole(line.amount) - stays(was, line) <=
                larger(0n, permittedAt(books, { ...line, year })),
          );
        const of = { ...line, period, parts: [line], cost: line.amount };
        spend(books, of, sign, form === 'aligned' ? 'income' : 'creditor');
        if (form === 'cash') pay(books, of, sign);
        publish(books, line, year, sign);
      }

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

type Line = Readonly<
  Record<'source' | 'scheme' | 'nature' | 'award' | 'relatesTo' | 'amount', string>
>;

/** What was recorded where a line is recorded anew, before the recoding. */
const stays = (was: readonly Line[], line: Line): bigint =>
  totalOf(
    was.filter(
      ({ source, scheme, nature, award, relatesTo }) =>
        source === line.source &&
        scheme === line.scheme &&
        nature === line.nature &&
        award === line.award &&
        relatesTo === line.relatesTo,
    ),
  );
