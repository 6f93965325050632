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

export interface Stylesheet {
  readonly href: string;
  readonly css: string;
}

/** Named by what they hold, so that browsers may keep them for ever. */
export const stylesheets: readonly Stylesheet[] = [
  {
    name: 'components',
    css: withoutReservedTypeface(
      read(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')),
    ),
  },
  { name: 'purse', css: read(new URL('purse.css', import.meta.url).href) },
].map(({ name, css }) => ({
  href: `/assets/${name}-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`,
  css,
}));
