import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import type { Moment } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { askingAs } from '../access/asking-as.js';
import { exampleMark } from '../example/mark.js';
import { signedIn } from '../sign-in/signed-in.js';
import { actsFor } from './acts-for.js';
import { askedPage } from './asked-page.js';
import { scripts, stylesheets } from './browser-files.js';
import { addressOfFile, standing } from './links.js';
import { linksToFiles, tablesOf } from './page-tables.js';
import { whole } from './whole.js';
import { momentInWords } from './words.js';

const folders = [
  fileURLToPath(new URL('templates', import.meta.url)),
  fileURLToPath(new URL('dist', import.meta.resolve('govuk-frontend/package.json'))),
];

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
  autoescape: true,
  throwOnUndefined: false,
  trimBlocks: true,
  lstripBlocks: true,
});
environment.addGlobal(
  'stylesheets',
  stylesheets.map(({ href }) => href),
);
environment.addGlobal('scripts', scripts);
environment.addFilter('whole', (text: string) =>
  text.includes('-') ? inMarkup('safe', whole(String(inMarkup('escape', text)))) : text,
);

/** What one of the templates' own filters makes of a text. */
function inMarkup(filter: 'escape' | 'safe', text: string): unknown {
  return (environment.getFilter(filter) as (text: string) => unknown)(text);
}

/** What the frame around every page says, where it says something. */
export interface Framed {
  /** The moment that all of it holds for. */
  readonly moment?: Moment;
  /**
   * The address at which it stays as it is, where `asKnownAt` alone does not say it; null for a page that
   * is only of now.
   */
  readonly standing?: string | null;
  readonly [shown: string]: unknown;
}

/**
 * A page of the service, from its template and what it shows, for whoever has asked for it. Each of its
 * tables has links to itself as files, of the same moment; where one of them is asked for, no page is
 * made, and the table is left to be sent.
 */
export function page(template: string, model: Framed): string {
  const { moment } = model;
  const asked = askedPage();
  if (moment === undefined || asked === undefined)
    return rendered(template, { ...frame(), ...model });
  const { standing: here = standing(asked.address, moment) } = model;
  const withTables = tablesOf(model, (id) =>
    linksToFiles((format) => addressOfFile(here ?? asked.address, id, format)),
  );
  if (asked.file) {
    const { table: id } = asked.file;
    const table = withTables.tables.get(id);
    if (!table) throw refuse('not-found', { what: 'table', id, where: 'the page' });
    asked.found = { id, table, moment };
    return '';
  }
  return rendered(template, {
    ...frame(),
    ...withTables.model,
    continued: new URL(asked.address, 'http://localhost').searchParams.has('cursor'),
    moment: momentInWords(moment),
    ...(here === null ? {} : { here: { href: here, number: moment.number } }),
  });
}

/** Between tags a line break says as much as one with an indent, which is a twentieth of a large page. */
const rendered = (template: string, model: object): string =>
  environment.render(`${template}.njk`, model).replace(/>\n\s+</g, '>\n<');

/** What every page says besides: for whom it is made, and whether the place is an example. */
const frame = (): object => ({
  visitor: visitor(),
  example: askingAs()?.standing.bodies.some(({ id }) => id === exampleMark),
});

/** Who has signed in with a browser, and as what they act: every page says so. */
function visitor(): object | undefined {
  const who = signedIn();
  if (who?.by !== 'session') return undefined;
  const { asker, appointments = [], scope, standing } = askingAs() ?? {};
  return {
    ...{ name: who.person.name, form: who.formToken },
    actsFor: asker && actsFor(asker, standing),
    chooses: appointments.length > 1,
    administers: asker?.role === 'administrator',
    provides: asker?.role === 'provider',
    audits: scope?.funds !== undefined,
    invests: scope?.funds !== undefined || scope?.sources !== undefined,
  };
}
