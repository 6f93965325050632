/** Where the commands with these keys stand, by the hashes of their keys. */
export const knownSql = `create function numbering.known(hashes uuid[])
returns table (key text, request_hash text, stream text,
  first_revision int, last_revision int, first_number bigint, last_number bigint)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select f.key, f.request_hash, f.stream, f.revision, f.last_revision, f.number, l.number
    from numbering.entry f
      join numbering.entry l on l.stream = f.stream and l.revision = f.last_revision
    where f.key_hash = any(hashes)
$$`;

/**
 * Claims keys for places in streams, before anything is appended there: two that use one key meet
 * here. A claim for the same place is shared, and lives longer for it.
 *
 * Claims come first and the look into the table of numbers after: numbering deletes a claim in the
 * transaction that records its key, so at any time a key is claimed, recorded, or free.
 *
 * `known` are rows of numbering.known; `held` the keys claimed for another place, with that place
 * and the age of the claim in milliseconds.
 */
export const claimSql = `create function numbering.claim(
  key_hashes uuid[], streams text[], expecteds int[], claimer uuid, out known jsonb, out held jsonb)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $$
begin
  -- In one order, so that no two wait for each other.
  insert into numbering.claim as c (key_hash, stream, expected, claimed, token)
    select a.key_hash, a.stream, a.expected, clock_timestamp(), claimer
      from unnest(key_hashes, streams, expecteds) as a(key_hash, stream, expected)
      order by a.key_hash
    on conflict (key_hash) do update set claimed = clock_timestamp(), token = null
      where c.stream = excluded.stream and c.expected = excluded.expected;
  select jsonb_agg(to_jsonb(k)) into known from numbering.known(key_hashes) k;
  if known is not null then
    delete from numbering.claim c using numbering.entry e
      where c.key_hash = any(key_hashes) and e.key_hash = c.key_hash;
  end if;
  select jsonb_agg(jsonb_build_object('key_hash', c.key_hash, 'stream', c.stream,
      'expected', c.expected,
      'age', extract(epoch from clock_timestamp() - c.claimed) * 1000)) into held
    from unnest(key_hashes, streams, expecteds) as a(key_hash, stream, expected)
      join numbering.claim c on c.key_hash = a.key_hash
    where c.stream <> a.stream or c.expected <> a.expected;
end $$`;

/**
 * Numbers events in one transaction, or answers false where others have numbered since, and records
 * nothing then. The arguments are columns of the events, in order; the last four are null but for
 * the first event of each command. `preceding` are the streams and revisions that must stand in
 * the table before: those before the first event of each stream.
 */
export const assignSql = `create function numbering.assign(
  after_number bigint, recordeds timestamptz[], commits bigint[], prepares bigint[],
  revisions int[], streams text[], leaf_hashes bytea[],
  last_revisions int[], key_hashes uuid[], keys text[], request_hashes text[],
  preceding_streams text[], preceding_revisions int[])
returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $$
declare
  hole record;
begin
  perform pg_advisory_xact_lock(hashtext('purse assigns numbers'));
  if coalesce((select e.number from numbering.entry e order by e.number desc limit 1), 0)
      <> after_number then
    return false;
  end if;
  select p.stream, p.revision into hole
    from unnest(preceding_streams, preceding_revisions) as p(stream, revision)
    where not exists (select from numbering.entry e
      where e.stream = p.stream and e.revision = p.revision)
    limit 1;
  if found then
    raise exception 'EventStoreDB sent what follows revision % of % without that one.',
      hole.revision, hole.stream;
  end if;
  insert into numbering.entry (number, recorded, commit_position, prepare_position, revision,
      stream, leaf_hash, last_revision, key_hash, key, request_hash)
    select after_number + a.n, a.recorded, a.commit, a.prepare, a.revision,
        a.stream, a.leaf_hash, a.last_revision, a.key_hash, a.key, a.request_hash
      from unnest(recordeds, commits, prepares, revisions, streams, leaf_hashes,
          last_revisions, key_hashes, keys, request_hashes)
        with ordinality as a(recorded, commit, prepare, revision, stream, leaf_hash,
          last_revision, key_hash, key, request_hash, n)
      order by a.n;
  delete from numbering.claim c where c.key_hash in (
    select d.key_hash from numbering.claim d where d.key_hash = any(key_hashes)
      order by d.key_hash for update);
  perform pg_notify('purse_log', (after_number + cardinality(streams))::text);
  return true;
end $$`;
