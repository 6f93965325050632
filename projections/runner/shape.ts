import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** What rows are made of an event, which tables they stand in, and what is read off them at once. */
const builders = ['rows.js', 'tables.js', 'awaited.js'].map((name) => `projections/runner/${name}`);

/** As TypeScript stands in a folder beside itself, and, built, in the maps beside its JavaScript. */
const root = new URL('../../', import.meta.url);
const isBuilt = import.meta.url.endsWith('.js');

/** Imports of our own modules. Types alone make no rows. */
const imports = /^import (?!type )[^;]*? from '([#.][^']+)';$/gms;

let known: string | undefined;

/**
 * Says by what the views are built: a digest of the source of everything that makes their rows, found
 * by following the imports. Whatever is changed there changes it, a word in a comment too; nobody has
 * to remember a number. Views that carry another were built by another release (reshape.ts).
 */
export function shapeOfViews(): string {
  known ??= digest(sourcesFrom(builders));
  return known;
}

/** The text of modules and of all that they import, by the path of each. */
export function sourcesFrom(modules: readonly string[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const open = [...modules];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (sources.has(path)) continue;
    const source = sourceOf(path);
    sources.set(path, source);
    for (const [, specifier = ''] of source.matchAll(imports))
      open.push(
        specifier.startsWith('#') ? specifier.slice(1) : posix.join(posix.dirname(path), specifier),
      );
  }
  return sources;
}

function sourceOf(path: string): string {
  const text = isBuilt ? builtFrom(path) : readFileSync(fileOf(path.replace(/js$/, 'ts')), 'utf8');
  // One release is the same on every machine, whatever ends its lines there.
  return text.replaceAll('\r\n', '\n');
}

function builtFrom(path: string): string {
  const map = JSON.parse(readFileSync(fileOf(`${path}.map`), 'utf8')) as {
    readonly sourcesContent?: readonly string[];
  };
  const source = map.sourcesContent?.[0];
  if (source === undefined) throw new Error(`${path} was built without its source: build it anew`);
  return source;
}

const fileOf = (path: string): URL => new URL(path, root);

function digest(sources: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const path of [...sources.keys()].sort()) hash.update(`${path}\0${sources.get(path)}\0`);
  return hash.digest('hex');
}
