import { parsePence } from '#libs/money/pence.js';
import { somebodyAsking } from '../../access/may-command.js';
import type { contractSeen, WrittenContract } from '../../registers/contracts-seen.js';
import { pointForm, withPoint } from '../links.js';
import type { Framed } from '../pages.js';
import { link, number, text, type Cell, type Table } from '../table.js';
import { inWords, money } from '../words.js';
import { dayInWords, totalInWords } from './contracts-page.js';
import { flagWords } from './words.js';

type Query = Readonly<Record<string, unknown>>;
type Seen = Awaited<ReturnType<typeof contractSeen>>;

/** One contract as its publisher has it, with what was written and what could be read of it. */
export function contractPage({ moment, contract, statements }: Seen, query: Query): Framed {
  const { id } = contract.row;
  const of = statements.find((one) => one.id === id);
  if (!of) throw new Error('a contract is one of its own statements');
  const seesFund = somebodyAsking().scope.funds?.includes(of.fund) ?? false;
  return {
    ...{
      title: of.title ?? of.reference ?? 'Without a title',
      publisher: of.publisherName,
      moment,
    },
    point: pointForm(`/published-contracts/${id}`, query),
    up: [
      {
        text: 'Contracts that bodies have published',
        href: withPoint('/published-contracts', query),
      },
    ],
    flags: contract.row.attributes.contradictions.map((flag) => flagWords[flag]),
    gone: of.state === 'listed' ? undefined : goneInWords(of, statements),
    summary: summaryOf(of).map(([label, value]) => ({ label, value })),
    extensions: extensionsTable(of),
    ...{ file: of.file, line: of.line, asAt: inWords(of.asAt) },
    href: seesFund ? withPoint(`/funds/${of.fund}/imports/${of.import}`, query) : undefined,
    event: seesFund
      ? { number: of.number, href: withPoint(`/events/${of.number}`, query) }
      : undefined,
    statements: statementsTable(statements, id, query),
  };
}

/** Of an older statement a newer one may stand; of one that left the register, none does. */
const goneInWords = (of: WrittenContract, [newest]: readonly WrittenContract[]): string =>
  newest?.state === 'listed'
    ? `This is what the register said as at ${inWords(of.asAt)}. A newer one states the contract again, below.`
    : `The publisher’s newest register does not list this contract any more. It was last listed as at ${inWords(newest?.asAt ?? of.asAt)}.`;

const none = 'Not stated';

const registeredInWords = ({ supplierKnown, supplierIs, identifiers }: WrittenContract): string => {
  if (!supplierKnown) return 'not registered here';
  return identifiers.some((each) => each === supplierIs)
    ? 'registered here'
    : `registered here as ${supplierIs}`;
};

function summaryOf(of: WrittenContract): (readonly [string, string])[] {
  const amount = (read: string | null, written: string | null): string =>
    read === null ? (written === null ? none : `Not known: “${written}”`) : money(parsePence(read));
  const months = (count: string): string => `${count} ${count === '1' ? 'month' : 'months'}`;
  return [
    ['Reference', of.reference ?? none],
    ['Supplier', of.supplier === 'redacted' ? 'Name withheld' : (of.supplier ?? none)],
    [
      'Known by',
      of.identifiers.length === 0
        ? 'No identifier that can be read: the name is matched to nobody'
        : `${of.identifiers.join(', ')}, ${registeredInWords(of)}`,
    ],
    ['Postcode of the supplier', of.postcode ?? none],
    ['Published total', `${totalInWords(of)}. Of what it is a total, nobody says`],
    ['Annual value', amount(of.annual, of.annualWritten)],
    ['Start', dayInWords(of.start, of.startWritten)],
    ['End', dayInWords(of.end, of.endWritten)],
    ['End as it now is', dayInWords(of.currentEnd, of.currentEndWritten)],
    ['Review', dayInWords(of.review, of.reviewWritten)],
    [
      'Duration, as published',
      of.duration === null
        ? of.durationWritten === null
          ? none
          : `Not known: “${of.durationWritten}”`
        : months(of.duration),
    ],
    [
      'Length by its dates',
      of.monthsByDates === null
        ? 'Not known'
        : `${months(String(of.monthsByDates))}, whole ones, both days counted`,
    ],
    ['Body that buys', of.purchaser ?? none],
    ['Department', of.department ?? none],
    ['Way of procurement', of.procedure ?? none],
    ['Category', of.category ?? none],
    ['Small or medium-sized supplier', yesOrNo[of.sme]],
    ['Voluntary, community or social supplier', yesOrNo[of.vcse]],
  ];
}

const yesOrNo = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;

const extensionWords = {
  option: 'Option to extend',
  number: 'Number of extensions',
  first: 'First extension taken',
  second: 'Second extension taken',
} as const;

function extensionsTable({ extensions }: WrittenContract): Table {
  const readAs = ({ read, value }: WrittenContract['extensions'][number]): string => {
    switch (read) {
      case 'months':
      case 'times':
        return `${value ?? ''} ${read}`;
      case 'not-applicable':
        return 'Not applicable';
      default:
        return yesOrNo[read];
    }
  };
  return {
    caption: 'Extensions',
    head: [text('What'), text('As written'), text('As read')],
    rows: extensions.map((one): Cell[] => [
      text(extensionWords[one.of]),
      text(one.written),
      text(readAs(one)),
    ]),
    empty: 'The register says nothing of extensions.',
  };
}

/** Each register in which it stands: what it said then stays, whatever a newer one says. */
const statementsTable = (
  statements: readonly WrittenContract[],
  id: string,
  query: Query,
): Table => ({
  caption: 'What its publisher said of it, newest first',
  head: [
    ...['Register as at', 'Supplier', 'End', 'File and line'].map((name) => text(name)),
    number('Published total'),
  ],
  rows: statements.map((one): Cell[] => [
    one.id === id
      ? text(inWords(one.asAt), 'This page')
      : link(inWords(one.asAt), withPoint(`/published-contracts/${one.id}`, query)),
    text(one.supplier ?? none),
    text(one.ends === null ? 'Not known' : inWords(one.ends)),
    text(`${one.file}, line ${one.line}`),
    number(totalInWords(one)),
  ]),
});
