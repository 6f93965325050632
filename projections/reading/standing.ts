import type { EntityManager } from 'typeorm';
import type { Standing } from '#libs/ledger/whose.js';
import type { Moment } from './reading.js';

interface Row {
  readonly entity: 'fund' | 'agreement' | 'source' | 'organisation';
  readonly id: string;
  readonly fund: string;
  readonly attributes: Partial<{
    host: string;
    agreement: string | null;
    partners: readonly string[];
    role: string;
    organisation: string;
    name: string;
    identifiers: readonly string[];
    succeededBy: readonly string[];
  }>;
}

/** Of all facts these few attributes, each as it stood last at the moment. */
export async function standingAt(
  models: EntityManager,
  { number, day }: Moment,
): Promise<Standing> {
  const rows = await models.query<Row[]>(
    `select entity, id, fund, jsonb_object_agg(name, value order by number, line) as attributes
      from (
        select distinct on (f.entity, f.id, f.fund, e.key)
            f.entity, f.id, f.fund, f.number, f.line, e.key as name, e.value
          from fact f cross join lateral jsonb_each(f.attributes) e
          where f.entity in ('fund', 'agreement', 'source', 'organisation')
            and f.number <= $1 and f.effective <= $2
            and e.key in ('host', 'agreement', 'partners', 'role', 'organisation',
              'identifiers', 'succeededBy', 'name')
          order by f.entity, f.id, f.fund, e.key, f.number desc, f.line desc) last
      group by entity, id, fund`,
    [number, day],
  );
  const of = (entity: Row['entity']): Row[] => rows.filter((row) => row.entity === entity);
  const agreements = new Map(of('agreement').map(({ id, attributes }) => [id, attributes]));
  const sources = of('source');
  return {
    funds: of('fund').map(({ id: fund, attributes: { host = '', agreement } }) => {
      const own = sources.filter((source) => source.fund === fund);
      const agreed = agreements.get(agreement ?? '')?.partners;
      const said = own.flatMap(({ attributes }) =>
        attributes.role === 'partner' ? [attributes.organisation ?? []].flat() : [],
      );
      return {
        ...{ fund, host },
        // Where no agreement says who they are, whoever came in as a partner is one.
        partners: agreed ?? ((agreement ?? null) === null ? said : []),
        sources: own.map(({ id: source, attributes: { organisation = '' } }) => ({
          ...{ source, organisation },
        })),
      };
    }),
    bodies: of('organisation').map(
      ({ id, attributes: { name, identifiers = [], succeededBy } }) => ({
        ...{ id, name, identifiers },
        goneOverTo: succeededBy?.length === 1 ? succeededBy[0] : undefined,
      }),
    ),
  };
}
