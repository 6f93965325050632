import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { WrittenValue } from '#libs/interchange/written-value.js';
import { aboutLines, type About } from '../lists/about.js';
import { inWords, instantInWords, money } from '../web/words.js';
import { partRows, type StatementLayout, type StatementPart } from './layout.js';

/** What is used of the library: its own types bring those of a browser into the whole service. */
interface PdfMake {
  setFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void;
  setLocalAccessPolicy(mayRead: (path: string) => boolean): void;
  setUrlAccessPolicy(mayFetch: (address: string) => boolean): void;
  createPdf(document: Definition): { getBuffer(): Promise<Buffer> };
}
type Content = Readonly<Record<string, unknown>>;
type TableCell = Content;
type Definition = Readonly<Record<string, unknown>> & {
  readonly content: readonly Content[];
  readonly footer: (page: number, pages: number) => Content;
};

const require = createRequire(import.meta.url);

/** Read when the first statement is put on paper: it is large, and most requests need none. */
function library(): PdfMake {
  const pdfMake = require('pdfmake') as PdfMake;
  const fonts = join(dirname(require.resolve('pdfmake/package.json')), 'fonts/Roboto');
  pdfMake.setFonts({
    Roboto: { normal: join(fonts, 'Roboto-Regular.ttf'), bold: join(fonts, 'Roboto-Medium.ttf') },
  });
  // Nothing that a statement says leads the library to a file or an address.
  pdfMake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  pdfMake.setUrlAccessPolicy(() => false);
  return pdfMake;
}

/**
 * A statement on paper: A4, lying, in English, with its title. Heads of tables are repeated on each page;
 * its foot names the page, the log number and the root of the log.
 */
export const pdf = (layout: StatementLayout, about: About): Promise<Buffer> =>
  library().createPdf(documentOf(layout, about)).getBuffer();

const documentOf = ({ title, of, notes, parts }: StatementLayout, about: About): Definition => ({
  pageSize: 'A4',
  pageOrientation: 'landscape',
  pageMargins: [40, 40, 40, 50],
  language: 'en-GB',
  displayTitle: true,
  info: {
    title: `${title}: ${of}`,
    subject: `As known at log number ${about.moment.number}`,
    creator: 'Common Purse',
    creationDate: about.madeAt,
  },
  defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
  footer: (page, pages) => ({
    margin: [40, 12, 40, 0],
    fontSize: 7,
    columns: [
      { text: `Log number ${about.moment.number}, root ${about.log.root}`, width: '*' },
      { text: `Page ${page} of ${pages}`, alignment: 'right', width: 80 },
    ],
  }),
  content: [
    { text: title, fontSize: 18, bold: true },
    { text: of, fontSize: 12, margin: [0, 2, 0, 10] },
    {
      layout: 'noBorders',
      table: {
        body: aboutLines(about).map(([what, value]): TableCell[] => [
          { text: what, bold: true },
          { text: shown(value) },
        ]),
      },
    },
    ...notes.map((text): Content => ({ text, margin: [0, 6, 0, 0] })),
    ...parts.flatMap(partOf),
  ],
});

function partOf(part: StatementPart): Content[] {
  const heading: Content = {
    ...{ text: part.heading, fontSize: 12, bold: true, margin: [0, 16, 0, 4] },
    headlineLevel: 1,
  };
  if (part.rows.length === 0) return [heading, { text: part.empty }];
  const rows = partRows(part);
  const numeric = part.head.map((_, place) =>
    rows.some((row) => ['bigint', 'number'].includes(typeof row[place])),
  );
  const cell = (text: string, place: number, bold = false): TableCell => ({
    text,
    bold,
    ...(numeric[place] === true ? { alignment: 'right', noWrap: true } : { alignment: 'left' }),
  });
  // Amounts stay whole, heads break: a row of whole heads is wider than the paper.
  const head = (name: string, place: number): TableCell => ({
    ...cell(name, place, true),
    noWrap: false,
  });
  return [
    heading,
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: part.head.map((_, place) => (numeric[place] === true ? 'auto' : '*')),
        body: [
          part.head.map(head),
          ...rows.map((row, of) =>
            row.map((value, place) => cell(shown(value), place, of === part.rows.length)),
          ),
        ],
      },
    },
  ];
}

/** As the head of a statement says when it was recorded and made. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function shown(value: WrittenValue): string {
  if (value === null) return '\u2013';
  if (typeof value === 'bigint') return money(value);
  if (typeof value === 'object') return inWords(value.day);
  if (typeof value === 'number') return String(value);
  return instant.test(value) ? instantInWords(value) : value;
}
