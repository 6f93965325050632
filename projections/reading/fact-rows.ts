import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Entity } from '#libs/ledger/fact-types.js';
import { standing, type FactsAt } from '#libs/ledger/facts-at.js';
import { FactRow } from './entities.js';
import type { Moment } from './reading.js';

/** What belongs to no one fund, and what places and programmes are asked about across funds. */
const shared = [
  ...['organisation', 'agreement', 'delegation', 'appointment', 'fund', 'award', 'import'],
  ...['area', 'area-set', 'population'],
  ...['reallocation', 'approval', 'audit-notice'],
  ...['agreement-version', 'notice', 'exit', 'review', 'pass-down'],
  'reconciliation',
  ...['outcome', 'outcome-terms', 'stage-claim', 'exception', 'personal-budget'],
];

const ofImports = ['import', 'quarantined-row', 'partly-recorded-row', 'possible-duplicate'];

export const sharedFacts = async (models: EntityManager, moment: Moment): Promise<FactsAt> =>
  standingOf(
    await factsBy(models, moment).andWhere('fact.entity in (:...shared)', { shared }).getMany(),
  );

/** What funds say they publish, their publications, who publishes, and what areas are called. */
export const publishedFacts = async (models: EntityManager, moment: Moment): Promise<FactsAt> =>
  standingOf(
    await factsBy(models, moment)
      .andWhere(
        `(fact.entity in ('publication-policy', 'publication', 'area') or fact.entity = 'organisation'
          and fact.id in (select p.attributes ->> 'publisher' from fact p
            where p.entity = 'publication-policy'))`,
      )
      .getMany(),
  );

/** What is told of a file that was taken in, and of its rows. */
export const importFacts = async (
  models: EntityManager,
  moment: Moment,
  id: string,
): Promise<FactsAt> =>
  standingOf(
    await factsBy(models, moment)
      .andWhere(
        `fact.entity in (:...ofImports) and (fact.id = :id or fact.id like :rows escape '!')`,
        { ofImports, id, rows: `${id.replace(/[!%_]/g, '!$&')}/%` },
      )
      .getMany(),
  );

/** Fact lines that stood at the moment, in the order in which they go over each other. */
export function factsBy(
  models: EntityManager,
  { number, day }: Moment,
): SelectQueryBuilder<FactRow> {
  return models
    .createQueryBuilder(FactRow, 'fact')
    .where('fact.number <= :number and fact.effective <= :day', { number, day })
    .orderBy('fact.number')
    .addOrderBy('fact.line');
}

export const standingOf = (rows: readonly FactRow[]): FactsAt =>
  standing(
    rows.map(({ entity, id, number, fund, provider, effective, attributes }) => ({
      ...{ entity: entity as Entity, id, fund, provider, effective, attributes },
      number: Number(number),
    })),
  );
