import type { EntityManager, ObjectLiteral } from 'typeorm';
import { standing, type FactLine, type FactsAt } from '#libs/ledger/facts-at.js';
import { FactRow } from './entities.js';
import { ofAwards } from './of-awards.js';
import type { Moment, Published } from './reading.js';
import { refuse } from './refused.js';

/** What belongs to no one fund, and what places and programmes are asked about across funds. */
const shared = [
  ...['organisation', 'agreement', 'delegation', 'appointment', 'fund', 'award', 'import'],
  ...['area', 'area-set', 'population', 'strategy', 'served-strategies'],
  ...['reallocation', 'approval', 'audit-notice'],
  ...['agreement-version', 'notice', 'exit', 'review', 'pass-down'],
  'reconciliation',
  ...['outcome', 'outcome-terms', 'stage-claim', 'exception', 'personal-budget'],
];

const ofImports = ['import', 'quarantined-row', 'partly-recorded-row', 'possible-duplicate'];

export const sharedFacts = (models: EntityManager, moment: Moment): Promise<FactsAt> =>
  factsAt(models, moment, 'fact.entity in (:...shared)', { shared });

/**
 * What funds say they publish, their publications, who publishes, and what areas are called; and what
 * each fund calls the schemes of its totals, whose identifiers are its own.
 */
export async function publishedAt(models: EntityManager, moment: Moment): Promise<Published> {
  const facts = await factsAt(
    models,
    moment,
    `fact.entity in ('publication-policy', 'publication', 'area') or fact.entity = 'organisation'
      and fact.id in (select p.attributes ->> 'publisher' from fact p
        where p.entity = 'publication-policy')`,
  );
  const named = await models.query<{ fund: string; scheme: string; name: string }[]>(
    'select fund, scheme, name from scheme_names($1, $2)',
    [moment.number, moment.day],
  );
  const names = new Map(named.map(({ fund, scheme, name }) => [`${fund} ${scheme}`, name]));
  return { moment, facts, schemeName: (fund, scheme) => names.get(`${fund} ${scheme}`) };
}

/** What bodies have published of their contracts, with the bodies that may be their suppliers. */
export const registerFacts = (models: EntityManager, moment: Moment): Promise<FactsAt> =>
  factsAt(
    models,
    moment,
    `fact.entity in ('contract-register', 'listed-contract', 'organisation')`,
  );

/** Of a fund with its awards and the outcomes that its schemes seek, of bodies, agreements, areas and who may decide. Throws a Refused where there is no such fund. */
export async function factsOfFund(
  models: EntityManager,
  moment: Moment,
  fund: string,
): Promise<FactsAt> {
  const facts = await factsAt(
    models,
    moment,
    // What a body published line by line is asked for by itself: there may be very many.
    `fact.entity not in ('published-line', 'recorded-payment') and (fact.fund = :fund
      or fact.entity in ('organisation', 'agreement', 'notice', 'review', 'area-set', 'delegation')
      or fact.entity in ('reallocation', 'approval') and split_part(fact.id, '/', 1) in (${openMoves})
      or fact.entity = 'outcome' and fact.id in (select o.id from fact o where o.entity = 'outcome'
        and o.attributes -> 'soughtBy' @> jsonb_build_array(jsonb_build_object('fund', :fund::text)))
      or fact.entity in (:...ofAwards) and split_part(fact.id, '/', 1) in (
        select c.id from fact c where c.fund = :fund and c.entity = 'commitment'))`,
    { fund, ofAwards },
  );
  if (!facts.get('fund', fund))
    throw refuse('not-found', { what: 'fund', id: fund, where: 'the ledger' });
  return facts;
}

/** Reallocations that would touch the fund and wait to be decided; of those that ended there may be very many. */
const openMoves = `
  select r.id from fact r where r.entity = 'reallocation' and exists (
      select from jsonb_array_elements(r.attributes -> 'legs') as l (leg)
      where :fund in (leg #>> '{from,fund}', leg #>> '{to,fund}'))
    and not exists (select from fact e where e.entity = 'reallocation' and e.id = r.id
      and e.attributes ->> 'state' <> 'proposed' and e.number <= :number and e.effective <= :day)`;

/** What is told of a file that was taken in, and of its rows. */
export const importFacts = (models: EntityManager, moment: Moment, id: string): Promise<FactsAt> =>
  factsAt(
    models,
    moment,
    `fact.entity in (:...ofImports) and (fact.id = :id or fact.id like :rows escape '!')`,
    { ofImports, id, rows: `${id.replace(/[!%_]/g, '!$&')}/%` },
  );

/** What facts for which a condition holds amounted to at the moment, later lines over earlier ones. */
export async function factsAt(
  models: EntityManager,
  { number, day }: Moment,
  condition: string,
  parameters: ObjectLiteral = {},
): Promise<FactsAt> {
  const rows = await models
    .createQueryBuilder(FactRow, 'fact')
    .select('fact.effective::text', 'effective')
    .addSelect(['entity', 'id', 'number', 'fund', 'provider', 'attributes'].map(asItself))
    .where('fact.number <= :number and fact.effective <= :day', { number, day })
    .andWhere(`(${condition})`, parameters)
    .orderBy('fact.number')
    .addOrderBy('fact.line')
    // There may be thousands: as they come, not as rows that could be saved again.
    .getRawMany<Omit<FactLine, 'number'> & { readonly number: string }>();
  return standing(rows.map((row) => ({ ...row, number: Number(row.number) })));
}

const asItself = (column: string): string => `fact.${column} as "${column}"`;
