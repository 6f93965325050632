import { parsePence } from '#libs/money/pence.js';
import type { PublishedMeasure } from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Found, ShownLine } from '#projections/publication/published.js';
import { number, text, type Cell, type Table } from './table.js';
import { inWords, isNamed, money, spelled, unbroken } from './words.js';

/** Published lines as tables show them: of one measure or of both; of one fund, or over several, which each names. */
export function linesTable(
  found: Found,
  measure: PublishedMeasure | undefined,
  fundOf?: (id: string) => Cell,
): Table {
  const { rows, count } = found;
  const total = totalOf(found, measure);
  const names = ['Recipient', 'Day', 'What it is', 'For', 'Publication'];
  const blank = Array.from({ length: names.length - (fundOf ? 0 : 1) }, () => text(''));
  return {
    caption: `${count.toLocaleString('en-GB')} published ${count === 1 ? 'line' : 'lines'}, latest publication first`,
    head: [...(fundOf ? [text('Fund')] : []), ...names.map((name) => text(name)), number('Amount')],
    rows: rows.map((line): Cell[] => [...(fundOf ? [fundOf(line.fund)] : []), ...cellsOf(line)]),
    ...(total ? { total: [text(total.of), ...blank, number(money(total.pence))] } : {}),
    empty: fundOf
      ? 'Nothing that was published is part of this sum.'
      : 'Nothing is published that fits. Search for less, or in all publications.',
  };
}

const cellsOf = (line: ShownLine): Cell[] => [
  text(
    isNamed(line.recipient) ? line.recipient : spelled(line.recipient),
    line.provider === line.recipient ? undefined : (line.provider ?? undefined),
  ),
  text(inWords(line.on)),
  text(
    { payment: 'Payment', contract: 'Contract', grant: 'Grant' }[line.kind],
    line.title ?? undefined,
  ),
  text(line.purpose ?? '\u2013'),
  text(unbroken(spelled(line.publication))),
  {
    ...number(money(parsePence(line.amount))),
    ...(line.value === null ? {} : { note: `of ${money(parsePence(line.value))} in all` }),
  },
];

/** What all lines come to that were found: payments are never added to what is promised. */
function totalOf({ rows, paid, promised }: Found, measure: PublishedMeasure | undefined) {
  if (measure === 'awards') return { of: 'All awards found', pence: promised };
  const holdsPayments = measure === 'payments' || rows.some(({ kind }) => kind === 'payment');
  return holdsPayments ? { of: 'All payments found', pence: paid } : undefined;
}
