import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Typefaces that people's own devices bring; nothing is fetched. */
const ownFonts =
  '"Atkinson Hyperlegible","Source Sans 3","Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif';

/**
 * The components' styles without the typeface that is reserved for GOV.UK: neither its files nor
 * its name.
 */
export const withoutReservedTypeface = (css: string): string =>
  css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/"?GDS Transport"?,\s*arial,\s*sans-serif/g, ownFonts)
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '');

const read = (url: string): string => readFileSync(fileURLToPath(url), 'utf8');

/** What a browser fetches besides pages, named by what it holds so that it may be kept for ever. */
export interface BrowserFile {
  readonly href: string;
  readonly type: string;
  readonly content: string;
}

const named = (name: string, type: 'css' | 'javascript', content: string): BrowserFile => {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const ending = type === 'css' ? 'css' : 'js';
  return {
    href: `/assets/${name}-${hash}.${ending}`,
    type: `text/${type}; charset=utf-8`,
    content,
  };
};

export const stylesheets: readonly BrowserFile[] = [
  named(
    'components',
    'css',
    withoutReservedTypeface(
      read(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')),
    ),
  ),
  named('purse', 'css', read(new URL('purse.css', import.meta.url).href)),
];

const script = (name: string): BrowserFile =>
  named(name, 'javascript', read(new URL(`scripts/${name}.js`, import.meta.url).href));

/** Pages do without them: they spare a wait where the browser allows. */
export const scripts = {
  addingUp: script('adding-up'),
  replay: script('replay'),
} as const satisfies Record<string, BrowserFile>;
