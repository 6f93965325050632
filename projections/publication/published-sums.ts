import type { EntityManager } from 'typeorm';
import type { Moment, PublishedSum } from '../reading/reading.js';
import { linesAt } from './lines-at.js';

type Row = Omit<PublishedSum, 'count' | 'pence'> & {
  readonly count: string;
  readonly pence: string;
};

/** What was published line by line, of all funds: nothing that anybody could not add up themselves. */
export async function publishedSums(
  models: EntityManager,
  { number, day }: Moment,
): Promise<PublishedSum[]> {
  const rows = await models.query<Row[]>(
    `select fund, attributes ->> 'kind' as kind, attributes ->> 'recipient' as recipient,
        attributes ->> 'provider' as provider, attributes ->> 'vcse' as vcse,
        attributes ->> 'area' as area, attributes ->> 'year' as year,
        case when attributes ->> 'kind' <> 'payment' then attributes ->> 'award' end as award,
        begins as start, ends as "end", count(*) as count, (sum((attributes ->> 'amount')::numeric) * 100)::bigint as pence
      from ${linesAt}
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
    [number, day],
  );
  return rows.map(({ count, pence, ...row }) => ({
    ...row,
    count: Number(count),
    pence: BigInt(pence),
  }));
}
