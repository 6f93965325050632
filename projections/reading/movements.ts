import type { EntityManager } from 'typeorm';
import { none, type Account } from '#libs/ledger/posting.js';
import type { Movement, Window } from './reading.js';

type Row = Omit<Movement, 'number' | 'pence'> & { readonly number: string; readonly pence: string };

/** Of each event what it posted under each provider, award, scheme, area and year. */
export async function movementsIn(
  models: EntityManager,
  fund: string,
  accounts: readonly Account[],
  { number, until, after, from }: Window,
): Promise<Movement[]> {
  const rows = await models.query<Row[]>(
    `select p.number, max(p.effective)::text as "on", s.provider, s.award, s.scheme, s.area,
        s.relates_to as "relatesTo", sum(p.pence) as pence
      from posting p join series s on s.id = p.series
      where s.fund = $1 and s.account = any($2) and s.provider <> $3
        and p.number <= $4 and p.effective <= $5::date
        and ($6::bigint is null or p.number > $6 or p.effective > $7::date)
        and ($8::date is null or p.effective >= $8::date)
      group by p.number, s.provider, s.award, s.scheme, s.area, s.relates_to
      having sum(p.pence) <> 0
      order by p.number, s.provider, s.award, s.scheme, s.area, s.relates_to`,
    [
      ...[fund, accounts, none, number, until],
      ...[after?.number ?? null, after?.until ?? null, from ?? null],
    ],
  );
  return rows.map((row) => ({ ...row, number: Number(row.number), pence: BigInt(row.pence) }));
}
