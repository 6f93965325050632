import { inflateSync } from 'node:zlib';

interface Objects {
  readonly objects: ReadonlyMap<string, string>;
  readonly pages: readonly string[];
  readonly stream: (id: string) => string;
}

const referred = (body: string, name: string): string =>
  new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '';

/** What a PDF of our own writer is made of. */
function objectsOf(bytes: Buffer): Objects {
  const file = bytes.toString('latin1');
  const objects = new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(
      ([, id = '', body = '']) => [id, body] as const,
    ),
  );
  const stream = (id: string): string => {
    const [head = '', rest = ''] = (objects.get(id) ?? '').split(/\nstream\n/, 2);
    const raw = Buffer.from(rest.replace(/\nendstream$/, ''), 'latin1');
    return (head.includes('FlateDecode') ? inflateSync(raw) : raw).toString('latin1');
  };
  const pages = [...objects.values()].filter((body) => body.includes('/Type /Page\n'));
  return { objects, pages, stream };
}

/** How far to the right a PDF draws the rules of its tables, in points from the left edge. */
export function pdfReach(bytes: Buffer): number {
  const { pages, stream } = objectsOf(bytes);
  const ends = pages.flatMap((page) =>
    [...stream(referred(page, 'Contents')).matchAll(/^([\d.]+) [\d.]+ l$/gm)].map(([, x]) =>
      Number(x),
    ),
  );
  return Math.max(...ends);
}

/**
 * The words of a PDF that our own writer made, page by page, in the order in which they are drawn: its
 * fonts are subsets whose glyphs are named by a table (ToUnicode) within the file.
 */
export function pdfPages(bytes: Buffer): string[] {
  const { objects, pages, stream } = objectsOf(bytes);
  const glyphs = new Map<string, ReadonlyMap<number, string>>();
  const glyphsOf = (font: string): ReadonlyMap<number, string> => {
    const known =
      glyphs.get(font) ?? namedGlyphs(stream(referred(objects.get(font) ?? '', 'ToUnicode')));
    glyphs.set(font, known);
    return known;
  };
  return pages.map((page) => {
    const resources = objects.get(referred(page, 'Resources')) ?? page;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]),
    );
    let font = '';
    let words = '';
    for (const [, name, shown] of stream(referred(page, 'Contents')).matchAll(
      /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g,
    )) {
      if (name !== undefined) font = fonts.get(name) ?? '';
      else
        words += `${[...(shown ?? '').matchAll(/<([0-9a-f]+)>/g)]
          .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
          .map((glyph) => glyphsOf(font).get(parseInt(glyph, 16)) ?? '\uFFFD')
          .join('')}\n`;
    }
    return words;
  });
}

/** `<0000> <0003> [<0000> <0041> <0066 0069> …]` names the glyphs from 0 to 3. */
function namedGlyphs(cmap: string): ReadonlyMap<number, string> {
  const named = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
    for (const [place, [, hex = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries())
      named.set(
        parseInt(from, 16) + place,
        Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
  return named;
}
