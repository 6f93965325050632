// How Node.js loads our sources as they stand: what `#` names is looked up where it was written, not
// where it was built, and TypeScript becomes JavaScript on the way.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const root = new URL('../../../', import.meta.url);
const swc = JSON.parse(await readFile(new URL('.swcrc', root), 'utf8'));

export function resolve(specifier, context, next) {
  const named = specifier.startsWith('#') ? new URL(specifier.slice(1), root).href : specifier;
  const isOurs = named !== specifier || (named.startsWith('.') && isTypeScript(context.parentURL));
  return next(isOurs ? named.replace(/\.js$/, '.ts') : named, context);
}

export async function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const text = await readFile(filename, 'utf8');
  const { code } = await transform(text, { ...swc, filename, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}

const isTypeScript = (url) => url?.endsWith('.ts') === true;
