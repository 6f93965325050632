/** What a page says in one place, and where that leads. */
export interface Shown {
  /** The name of a figure, or the caption of its table with the heads of its row and column. */
  readonly where: string;
  /** The table's caption and the column, or the name of a figure outside tables: without the row. */
  readonly column: string;
  readonly text: string;
  readonly href: string | undefined;
}

export interface ShownRow {
  readonly caption: string;
  readonly cells: readonly Shown[];
  readonly isTotal: boolean;
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'" },
};
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();

const all = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map((found) => found[1] ?? '');

/** A cell without its note, and the first place that it leads to. */
function cellOf(html: string): Pick<Shown, 'text' | 'href'> {
  const href = /<a [^>]*href="([^"]*)"/.exec(html)?.[1];
  return {
    text: plain(html.replace(/<span class="cp-note">[\s\S]*?<\/span>/g, '')),
    href: href?.replace(/&amp;/g, '&').replace(/&#39;/g, "'"),
  };
}

/** Every row of every table of a page, as the templates write them. */
export const rowsOfPage = (page: string): ShownRow[] =>
  all(page, /<table([\s\S]*?)<\/table>/g).flatMap((table) => {
    const caption = plain(all(table, /<caption[^>]*>([\s\S]*?)<\/caption>/g)[0] ?? '');
    const heads = all(table, /<th scope="col"[^>]*>([\s\S]*?)<\/th>/g).map(plain);
    return all(table, /<tr([\s\S]*?)<\/tr>/g).flatMap((row): ShownRow[] => {
      const cells = all(row, /<t[hd](?: scope="row")? class="[^"]*">([\s\S]*?)<\/t[hd]>/g).map(
        cellOf,
      );
      if (row.includes('scope="col"') || row.includes('cp-empty')) return [];
      const of = cells[0]?.text ?? '';
      return [
        {
          caption,
          isTotal: row.includes('cp-total'),
          cells: cells.map((cell, place) => ({
            ...cell,
            where: `${caption}: ${of}, ${heads[place] ?? ''}`,
            column: `${caption}: ${heads[place] ?? ''}`,
          })),
        },
      ];
    });
  });

/** The figures of a page that stand by themselves, each under its name. */
export const factsOfPage = (page: string): Shown[] =>
  [
    ...page.matchAll(
      /<dt class="cp-fact__label">([\s\S]*?)<\/dt>\s*<dd class="cp-fact__value">([\s\S]*?)<\/dd>/g,
    ),
  ].map(([, label = '', value = '']) => {
    const where = plain(label);
    return { where, column: where, ...cellOf(value) };
  });

/** `−£1,200.00` in pence. */
export function penceShown(text: string): bigint {
  const [, minus, pounds = '', pence = ''] = /^(\u2212)?£([\d,]+)\.(\d\d)$/.exec(text) ?? [];
  if (pounds === '') throw new Error(`"${text}" is no amount`);
  const amount = BigInt(pounds.replaceAll(',', '') + pence);
  return minus === undefined ? amount : -amount;
}

export const isAmount = (text: string): boolean => /^\u2212?£[\d,]+\.\d\d$/.test(text);
