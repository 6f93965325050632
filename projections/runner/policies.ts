import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Colour } from './tables.js';

/*
 * Who sees which row, said once more than in code: a check that was forgotten there shows nothing.
 * Every transaction of a reader names its viewer in `purse.viewer` (projections/reading/viewer.ts);
 * without one, no row is seen. What depends on the viewer alone is worked out once for a question and
 * not for each row, so that whoever sees everything, or a whole fund, pays for no look at another row.
 */

/** A member of the viewer: a list of texts, or whether something is so. */
const listed = (name: string): string =>
  `select jsonb_array_elements_text(nullif(current_setting('purse.viewer', true), '')::jsonb -> '${name}')`;
const said = (name: string): string =>
  `(select coalesce(nullif(current_setting('purse.viewer', true), '')::jsonb ? '${name}', false))`;

/** Whether there is a viewer at all. */
const named = `(select nullif(current_setting('purse.viewer', true), '') is not null)`;

/** As a list that is made once: an index may be looked through for what is in it. */
const ownLine = `provider = any(array(${listed('providers')}))
  and (not ${said('within')} or fund in (${listed('within')}))`;
const ownMoney = (source: string): string => `fund || ' ' || ${source} in (${listed('sources')})`;

/**
 * To what a row of facts, or a stream, belongs, where that is no fund: an award with all that is
 * about it, an agreement, a claim … `visible` says which of these the viewer sees: of whoever sees some
 * lines, also the schemes and the providers that these name.
 */
const belongings = `
  create or replace function belongs_to(entity text, id text, fund text) returns text
    language sql immutable parallel safe as $$
    select case
      when entity in ('award', 'award-option', 'award-break', 'award-flexibility',
        'award-condition', 'match-funding', 'subcontract', 'clawback', 'personal-budget')
        then 'award ' || split_part(id, '/', 1)
      when entity in ('contract', 'grant') then 'award ' || id
      when entity in ('agreement', 'agreement-version', 'notice', 'exit', 'review')
        then 'agreement ' || split_part(id, '/', 1)
      when entity in ('stage-claim', 'exception') then 'claim ' || id
      when entity in ('reallocation', 'approval') then 'reallocation ' || split_part(id, '/', 1)
      when entity = 'audit-notice' then 'reallocation ' || split_part(id, '/', 2)
      when entity in ('import', 'quarantined-row', 'partly-recorded-row', 'possible-duplicate') then 'import ' || split_part(id, '/', 1)
      when entity in ('contribution', 'contribution-condition', 'instalment')
        then 'contribution ' || fund || ' ' || split_part(id, '/', 1)
      when entity in ('source', 'scheme') then entity || ' ' || fund || ' ' || id
      when entity = 'served-strategies' then 'scheme ' || fund || ' ' || split_part(id, '/', 2)
      when entity in ('area', 'area-set', 'population', 'strategy') then 'areas'
      when entity in ('publication-policy', 'publication', 'published-line',
        'contract-register', 'listed-contract') then 'published'
      when entity in ('outcome', 'outcome-terms', 'log', 'register') then 'registers'
      when entity in ('organisation', 'delegation', 'appointment', 'reconciliation', 'fund')
        then entity || ' ' || id
    end $$;`;

/**
 * Past the policies, since it asks the very tables that they are about: it tells identifiers alone. Lines
 * of providers and lines of sources are looked for apart: whoever has no such list is spared the look.
 */
const workedOut = `
  create or replace function visible_worked_out() returns setof text
    language sql stable security definer as $$
    with parts as (
      select fund, provider, id from fact where entity = 'commitment'
        and (fund in (${listed('funds')}) or ${ownLine})
    ), lines as (
      select fund, scheme, provider from series where ${ownLine}
      union select fund, scheme, provider from series where ${ownMoney('source')}
    )
    select 'areas' where ${named}
    union all select 'published' where ${named}
    union all select 'organisation ' || (attributes ->> 'publisher') from fact
      where entity = 'publication-policy' and ${named}
    union all select 'registers' where ${said('registers')}
    union select 'fund ' || f from (${listed('funds')}) as f (f)
    union select 'award ' || id from parts
    union select 'award ' || id from fact
      where entity = 'award' and provider in (${listed('providers')}) and not ${said('within')}
    union select 'fund ' || fund from lines
    union select 'scheme ' || fund || ' ' || scheme from lines
    union select 'organisation ' || provider from lines
    union select 'organisation ' || (attributes ->> 'host') from fact
      where entity = 'fund' and attributes ? 'host' and id in (select fund from lines)
    union select 'organisation ' || o from (${listed('providers')} union ${listed('own')}) as o (o)
    union select 'delegation ' || o from (${listed('own')}) as o (o)
    union select entity || ' ' || id from fact
      where entity in ('organisation', 'delegation') and ${said('registers')}
    union select 'agreement ' || id from fact
      where entity = 'agreement' and ${said('registers')}
        and (attributes ->> 'host' in (${listed('own')})
          or exists (select from jsonb_array_elements_text(attributes -> 'partners') as p (p)
            where p in (${listed('own')})))
    union select 'agreement ' || (attributes ->> 'agreement') from fact
      where entity = 'fund' and fund in (${listed('funds')})
    union select 'claim ' || id from fact
      where entity = 'stage-claim' and (attributes ->> 'fund' in (${listed('funds')})
        or provider in (${listed('providers')}) and (not ${said('within')}
          or attributes ->> 'fund' in (${listed('within')})))
    union select 'reallocation ' || id from fact
      where entity = 'reallocation' and exists (
        select from jsonb_array_elements(attributes -> 'legs') as l (leg)
        where leg #>> '{from,fund}' in (${listed('funds')})
          or leg #>> '{to,fund}' in (${listed('funds')}))
    union select entity || ' ' || id from fact
      where entity in ('import', 'reconciliation') and fund in (${listed('funds')})
    union select 'import ' || id from fact
      where entity = 'import' and fund in (${listed('imports')})
    union select 'contribution ' || fund || ' ' || id from fact
      where entity = 'contribution' and ${ownMoney(`(attributes ->> 'source')`)}
    union select 'source ' || s from (${listed('sources')}) as s (s)
    union select 'appointment ' || id from fact
      where entity = 'appointment' and (attributes ->> 'organisation' in (${listed('own')})
        or attributes ->> 'by' in (${listed('own')}))
    $$;`;

/**
 * The same, worked out once in a transaction: each reference to a table with a policy asks it anew. It is
 * kept with the viewer whom it is of, and no longer than the transaction, which sees one state of the tables.
 */
const visible = `
  create or replace function visible() returns setof text
    language plpgsql stable security definer as $$
    declare
      viewer text := coalesce(current_setting('purse.viewer', true), '');
      kept jsonb := nullif(current_setting('purse.visible', true), '')::jsonb;
    begin
      if kept ->> 'to' is distinct from viewer then
        kept := jsonb_build_object('to', viewer,
          'what', (select coalesce(jsonb_agg(w), '[]') from visible_worked_out() as w));
        perform set_config('purse.visible', kept::text, true);
      end if;
      return query select jsonb_array_elements_text(kept -> 'what');
    end $$;`;

/** Of a stream: its kind and what it is of. A fund's own is of the fund, and seen with it whole. */
const streams = `
  create or replace function stream_visible(stream text) returns text
    language sql immutable parallel safe as $$
    select belongs_to(split_part(stream, '-', 1), substr(stream, strpos(stream, '-') + 1), 'none')
    $$;`;

/** Past the policies too: how many of the log's numbers there are says of none of them what it is. */
const counted = `
  create or replace function entries_up_to(number bigint) returns bigint
    language sql stable security definer as $$
    select count(*) from entry e where e.number between 1 and entries_up_to.number $$;`;

/** Past the policies too: of schemes that published totals name, what they are called and no more. */
const schemeNames = `
  create or replace function scheme_names(number bigint, day date)
    returns table (fund text, scheme text, name text)
    language sql stable security definer as $$
    select distinct on (f.fund, f.id) f.fund, f.id, f.attributes ->> 'name' from fact f
      where f.entity = 'scheme' and f.attributes ? 'name' and ${named}
        and f.number <= scheme_names.number and f.effective <= scheme_names.day
        and (f.fund, f.id) in (
          select p.fund, total #>> '{of,scheme}'
            from fact p, jsonb_array_elements(p.attributes -> 'totals') as t (total)
            where p.entity = 'publication'
              and p.number <= scheme_names.number and p.effective <= scheme_names.day)
      order by f.fund, f.id, f.number desc, f.line desc $$;`;

const policies: Readonly<Record<string, string>> = {
  series: `fund in (${listed('funds')}) or ${ownLine} or ${ownMoney('source')}`,
  posting: 'exists (select from series s where s.id = posting.series)',
  fact: `fund in (${listed('funds')}) or (fund <> 'none' and ${ownLine})
    or belongs_to(entity, id, fund) in (select visible())`,
  awaited: 'false',
  provenance: `(stream like 'fund-%' and substr(stream, 6) in (${listed('funds')}))
    or (stream not like 'fund-%' and stream_visible(stream) in (select visible()))`,
  entry: 'exists (select from provenance p where p.id = entry.provenance)',
};

const functions = `${belongings} ${workedOut} ${visible} ${streams} ${counted} ${schemeNames}`;

/** The name says which policies stand: those of another release are replaced at the next start. */
const policyName = `viewer_${createHash('sha256')
  .update(JSON.stringify([functions, Object.entries(policies)]))
  .digest('hex')
  .slice(0, 12)}`;

/** Guards the tables that stand in the place of the search path. */
export async function guardTables(client: ClientBase, colour: Colour): Promise<void> {
  const { rows } = await client.query<{ tablename: string; policyname: string }>(
    `select tablename, policyname from pg_policies where schemaname = $1`,
    [colour],
  );
  const guarded = new Set(
    rows.filter((row) => row.policyname === policyName).map(({ tablename }) => tablename),
  );
  const open = Object.entries(policies).filter(([table]) => !guarded.has(table));
  if (open.length === 0) return;
  await client.query(`set local search_path = ${colour}`);
  await client.query(`${functions}
    alter function visible_worked_out() set search_path = ${colour}, pg_temp;
    alter function visible() set search_path = ${colour}, pg_temp;
    alter function entries_up_to(bigint) set search_path = ${colour}, pg_temp;
    alter function scheme_names(bigint, date) set search_path = ${colour}, pg_temp;`);
  for (const { tablename, policyname } of rows)
    if (policyname !== policyName) await client.query(`drop policy ${policyname} on ${tablename}`);
  for (const [table, condition] of open)
    await client.query(`
      alter table ${table} enable row level security;
      create policy ${policyName} on ${table} for select to purse_reader
        using (${said('everything')} or ${condition});`);
}
