import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { askingAs } from '../access/asking-as.js';
import { signedIn } from '../sign-in/signed-in.js';
import { actsFor } from './acts-for.js';
import { scripts, stylesheets } from './browser-files.js';

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
for (const [name, files] of Object.entries({ stylesheets, scripts }))
  environment.addGlobal(
    name,
    files.map(({ href }) => href),
  );

/** A page of the service, from its template and what it shows, for whoever has asked for it. */
export const page = (template: string, model: object): string =>
  environment.render(`${template}.njk`, { visitor: visitor(), ...model });

/** Who has signed in with a browser, and as what they act: every page says so. */
function visitor(): object | undefined {
  const who = signedIn();
  if (who?.by !== 'session') return undefined;
  const { asker, appointments = [], standing } = askingAs() ?? {};
  return {
    ...{ name: who.person.name, form: who.formToken },
    actsFor: asker && actsFor(asker, standing),
    chooses: appointments.length > 1,
    administers: asker?.role === 'administrator',
  };
}
