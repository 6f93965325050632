import type { z } from 'zod';
import { unknown } from '#contracts/values.js';
import type { Found } from '#projections/publication/published.js';
import type { Published } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { publishedMeasures } from '#projections/ecosystem-investment/figures/published-investment.js';
import type { PublishedOverFundsAsked } from '../../publications/published-of.js';
import { kept, pointForm, standing, withPoint } from '../links.js';
import { linksToFiles } from '../page-tables.js';
import type { Framed } from '../pages.js';
import { linesTable } from '../published-lines.js';
import { link } from '../table.js';
import { money } from '../words.js';
import { traitValues } from './names.js';
import { fields, groupNames, measureWords, unnamed } from './published-amounts.js';

type Query = Readonly<Record<string, unknown>>;
type Asked = z.infer<typeof PublishedOverFundsAsked>;

/** The published lines that one sum is made of, over funds: each is shown with its own fund too. */
export function publishedLinesPage(found: Published & Found, asked: Asked, query: Query): Framed {
  const { moment, paid, promised, next } = found;
  const { measure } = asked;
  if (measure === undefined)
    throw refuse('invalid-request', { detail: `measure is ${publishedMeasures.join(' or ')}` });
  const address = '/published/ecosystem/lines';
  const carried = kept(query, ['measure', ...fields, 'asKnownAt', 'effectiveOn']);
  const addressOf = (base: string, ...more: [string, string][]): string =>
    `${base}?${new URLSearchParams([...carried, ...more]).toString()}`;
  return {
    moment,
    title: `${measureWords[measure]}: ${money(measure === 'payments' ? paid : promised)}`,
    asked: askedInWords(found, asked),
    point: pointForm(address, query, ['measure', ...fields]),
    published: withPoint('/published', query),
    back: withPoint('/published/ecosystem', query),
    table: {
      ...linesTable(found, measure, (id) =>
        link(titleOf(found, id), withPoint(`/published/${id}`, query)),
      ),
      files: linksToFiles(
        (format) => `${standing(addressOf(`/api/v1${address}`), moment)}&format=${format}`,
      ),
    },
    next: next === null ? undefined : addressOf(address, ['cursor', next]),
  };
}

const titleOf = ({ facts }: Published, fund: string): string =>
  facts.get('publication-policy', fund)?.attributes.title ?? fund;

function askedInWords(found: Published & Found, asked: Asked): string[] {
  const { fund, year, area, vcse, provider, length } = asked;
  const names = groupNames(found.facts);
  const said = (what: string, of: string | undefined, name: (is: string) => string): string[] =>
    of === undefined ? [] : [`${what}: ${name(of)}`];
  return [
    ...said('Fund', fund, (id) => titleOf(found, id)),
    ...said('Year of the cost', year, names.year),
    ...said('Area', area, names.area),
    ...said('Kind of recipient', vcse, names.vcse),
    ...said('Recipient', provider, (id) =>
      id === unknown ? unnamed : (found.rows[0]?.recipient ?? id),
    ),
    ...said('Length of award', length, (band) => traitValues.length?.[band] ?? 'Not known'),
  ];
}
