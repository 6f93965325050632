import { yearOf } from '#contracts/financial-year.js';
import {
  ownStatement,
  type StatementLine,
} from '#projections/provider-allocations/figures/own-statement.js';
import { payments, received } from '#projections/provider-allocations/figures/payments.js';
import { sumPence } from '#libs/money/pence.js';
import type { ProviderSeen } from '../api/provider-asked.js';
import { aboutOf, fileName, type About } from '../lists/about.js';
import type { NamedLog } from '../log/made-from.js';
import { awardName, fundName, kindInWords } from '../web/provider/words.js';
import { nameIn } from '../web/words.js';
import type { StatementLayout, StatementPart } from './layout.js';
import { writtenStatement, type StatementFormat } from './written-statement.js';

type Amount = Exclude<keyof StatementLine, 'fund' | 'award'>;

/** What a provider's statement says of an award, in the order in which it comes to what is owed. */
export const statementColumns: readonly (readonly [Amount, string])[] = [
  ['promised', 'Promised, confirmed'],
  ['opening', 'Owed at the beginning'],
  ['accepted', 'Accepted'],
  ['vat', 'Recoverable VAT'],
  ['advances', 'Advanced, less evidenced'],
  ['paid', 'Paid'],
  ['closing', 'Owed at the end'],
  ['retained', 'Of it kept back'],
  ['advanced', 'Advanced, without evidence'],
];

/** A provider's own statement of a year, as a file for its own auditors. */
export interface ProviderStatementFile {
  readonly about: About;
  fileName(format: StatementFormat): string;
  written(format: StatementFormat, forPeople: boolean): Promise<Buffer>;
}

/** Of what whoever asks sees of the provider, and nothing else: it is made of that view alone. */
export async function providerStatementFile(
  view: ProviderSeen,
  year: string,
  { log, now }: { readonly log: NamedLog; readonly now: () => Date },
): Promise<ProviderStatementFile> {
  const layout = laidOut(view, year);
  const about = await aboutOf(`${layout.title}, ${layout.of}`, null, view.moment, log, now());
  return {
    about,
    fileName: (format) =>
      fileName(['provider-statement', view.provider, year], view.moment, format),
    written: (format, forPeople) => writtenStatement(layout, about, format, { forPeople }),
  };
}

function laidOut(view: ProviderSeen, year: string): StatementLayout {
  return {
    title: 'Provider statement',
    of: `${nameIn(view.facts, 'organisation', view.provider)}, ${year}`,
    notes: [
      'Owed at the beginning + accepted + VAT + advanced, less evidenced − paid = owed at the end. The years are those of the funds, 1 April to 31 March.',
      'Aligned money is paid by its owner and by no host: it is accepted, and in no amount that is paid or owed; the payments below name it.',
      ...(view.partial
        ? ['Made for somebody who may not see every fund of this provider: there may be more.']
        : []),
    ],
    parts: [awards(view, year), paid(view, year)],
  };
}

function awards(view: ProviderSeen, year: string): StatementPart {
  const lines = ownStatement(view, year);
  return {
    heading: 'Award by award',
    head: ['Award', 'Fund', ...statementColumns.map(([, name]) => name)],
    rows: lines.map((line) => [
      awardName(view, line.award),
      fundName(view, line.fund),
      ...statementColumns.map(([name]) => line[name].pence),
    ]),
    total: [
      ...['Total', ''],
      ...statementColumns.map(([name]) => sumPence(lines.map((line) => line[name].pence))),
    ],
    empty: nothingInYear,
  };
}

export const nothingInYear =
  'Nothing was promised, accepted or paid in this year, and nothing was open.';

/** What came back is below zero. */
const paid = (view: ProviderSeen, year: string): StatementPart => ({
  heading: `Payments in ${year}`,
  head: ['Remittance', 'Day', 'Award', 'For', 'Amount', 'Event'],
  rows: payments(view)
    .filter(({ on }) => yearOf(on) === year)
    .map((payment) => [
      payment.remittance,
      { day: payment.on },
      awardName(view, payment.award),
      payment.invoice ?? kindInWords(payment),
      received(payment),
      String(payment.number),
    ]),
  empty: 'Nothing was paid in this year.',
});
