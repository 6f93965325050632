import { sumPence, type Pence } from '#libs/money/pence.js';
import { placing } from '#projections/ecosystem-investment/figures/area-spending.js';
import type { Investment, Part } from '#projections/ecosystem-investment/figures/investment.js';
import { madeOf, type MadeOf } from '#projections/ecosystem-investment/figures/lines.js';
import {
  measureNames,
  measures,
  type Measure,
} from '#projections/ecosystem-investment/figures/measures.js';
import { isNamedAmong } from '#projections/ecosystem-investment/figures/strategies.js';
import { refuse } from '#projections/reading/refused.js';
import type { EcosystemSeen } from '../../api/ecosystem-asked.js';
import { kept, pointForm, postingsLink, textOf, withPoint } from '../links.js';
import type { Framed } from '../pages.js';
import { number, text, type Cell, type Table } from '../table.js';
import { money, unbroken } from '../words.js';
import { awardIn } from '../whose.js';
import { measureWords, namesIn, traitWords, whereWords, type Names } from './names.js';
import { askedInWords, filters } from './ecosystem-page.js';

type Query = Readonly<Record<string, unknown>>;

const own = ['fund', 'year', 'source', 'scheme', 'award', 'provider', 'area'] as const;
const traits = [
  ...(['category', 'need', 'cohort', 'funder', 'body', 'providerType'] as const),
  ...(['size', 'rooted', 'smallLocalVcse', 'length', 'decided'] as const),
];
/** What lines may be asked for by. `strategy`: any of those that a line serves. */
const fields = [...own, ...traits, 'strategy'] as const;

const most = 100;

/** The lines that one amount of the page is made of, each leading to its postings. */
export function linesPage({ of, partial }: EcosystemSeen, query: Query): Framed {
  const names = namesIn(of);
  const measure = measureIn(query);
  const found = linesIn(of, measure, query);
  const total = found.reduce((sum, { pence }) => sum + pence, 0n);
  return {
    ...{ moment: of.moment, partial },
    title: `${measureWords[measure]}: ${money(total)}`,
    ...askedInWords(of, names),
    asked: linesInWords(query, names),
    point: pointForm('/ecosystem/lines', query, [
      ...filters,
      'measure',
      'outside',
      'where',
      ...fields,
    ]),
    home: withPoint('/', query),
    back: withPoint(`/ecosystem?${new URLSearchParams(kept(query, filters)).toString()}`, query),
    proRata: found.some((line) => line.proRata),
    table: table(of, found, measure, total, names),
  };
}

function measureIn({ measure }: Query): Measure {
  const asked = measureNames.find((name) => name === measure);
  if (asked !== undefined) return asked;
  throw refuse('invalid-request', { detail: `measure is ${measureNames.join(' or ')}` });
}

/** Largest first. */
function linesIn(of: Investment, measure: Measure, query: Query): MadeOf[] {
  const wanted = fields.flatMap((name) => {
    const values = kept(query, [name]).map(([, value]) => value);
    return values.length === 0 ? [] : [{ name, values }];
  });
  const outside = kept(query, ['outside']).map(([, area]) => placing([area], of.facts));
  const parts = partsAt(of, textOf(query['where'])).filter(
    (part) =>
      part.measure === measure &&
      !outside.some((placeOf) => placeOf(part.area, part.day) === 'within'),
  );
  return madeOf({ parts })
    .filter((line) =>
      wanted.every(({ name, values }) =>
        name === 'strategy'
          ? isNamedAmong(values, line.serves)
          : values.includes(isTrait(name) ? line.traits[name] : line[name]),
      ),
    )
    .filter(({ pence }) => pence !== 0n)
    .sort((a, b) => (a.pence > b.pence ? -1 : a.pence < b.pence ? 1 : 0));
}

/** What lies in the place, or elsewhere as the page tells it apart. */
function partsAt(of: Investment, where: string): readonly Part[] {
  if (where === '') return of.parts;
  return where === 'passed-down' ? of.left : of.around.filter(({ place }) => place === where);
}

const isTrait = (name: (typeof fields)[number]): name is (typeof traits)[number] =>
  traits.some((trait) => trait === name);

function linesInWords(query: Query, names: Names): readonly string[] {
  const where = Object.entries(whereWords).find(([name]) => name === query['where']);
  return [
    ...(where ? [where[1]] : []),
    ...traits.flatMap((trait) => {
      const values = kept(query, [trait]).map(([, value]) => names.value(trait, value));
      return values.length === 0 ? [] : [`${traitWords[trait]}: ${values.join(', ')}`];
    }),
    ...kept(query, ['strategy']).map(([, id]) => `Serves: ${names.strategy(id)}`),
  ];
}

function table(
  { moment }: Investment,
  found: readonly MadeOf[],
  measure: Measure,
  total: Pence,
  names: Names,
): Table {
  const more = found.length > most;
  const rest = sumPence(found.slice(most).map(({ pence }) => pence));
  const blank = Array.from({ length: 7 }, () => text(''));
  const point = { asKnownAt: String(moment.number), effectiveOn: moment.effectiveOn };
  return {
    caption: more
      ? `The ${most} largest of ${found.length} lines`
      : `${found.length} ${found.length === 1 ? 'line' : 'lines'}`,
    head: [
      ...['Fund', 'Year', 'Scheme', 'Award', 'Provider', 'Funder', 'Area', 'Cost category'].map(
        (name) => text(name),
      ),
      number('Amount'),
    ],
    rows: [
      ...found.slice(0, most).map((line): Cell[] => {
        const { fund, year, nature, source, scheme, award, provider, area } = line;
        const asked = { year, nature, source, scheme, award, provider, area };
        const from = [
          { asked: { ...asked, account: measures[measure].accounts }, sign: 1 },
        ] as const;
        return [
          text(names.fund(fund)),
          text(unbroken(year)),
          text(names.scheme(fund, scheme)),
          awardIn(fund, award, names.award(award), point),
          names.provider(provider),
          text(names.value('funder', line.traits.funder)),
          text(names.area(area)),
          text(
            names.value('category', line.traits.category),
            line.proRata ? 'Pro rata' : undefined,
          ),
          {
            ...number(money(line.pence)),
            href: postingsLink(fund, moment, measureWords[measure], { from }),
          },
        ];
      }),
      ...(more ? [[text(`The other ${found.length - most}`), ...blank, number(money(rest))]] : []),
    ],
    total: [text(more ? `All ${found.length}` : 'Total'), ...blank, number(money(total))],
    empty: 'Nothing is recorded of which this could be made.',
  };
}
