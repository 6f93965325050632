import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { stylesheets } from './stylesheets.js';

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

/** A page of the service, from its template and what it shows. */
export const page = (template: string, model: object): string =>
  environment.render(`${template}.njk`, model);
