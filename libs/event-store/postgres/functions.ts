/**
 * One call appends one batch, in one round trip, without a loop over rows.
 *
 * The arguments are columns of the batch's events, in order; `lines` their bytes, one a line.
 * Numbers are taken under one lock, held until the transaction has ended, so they rise in commit
 * order and a rollback leaves no gap. Each statement of a volatile function sees what committed
 * before it began, so the row read after the lock is the last one. A sequence would hand a low
 * number to a transaction that commits late, and readers would pass over its events.
 *
 * A stream with one conflict or known key drops out wholly, since what follows in it was decided on
 * top. `refused` maps such streams to their revisions, `known` lists the keys the log holds.
 *
 * Sequential scans are off because plans are made while the table is small and kept as it grows.
 */
export const appendSql = `create function log.append(
  streams text[], revisions int[], places int[], sizes int[], keys text[], hashes text[],
  types text[], stamps timestamptz[], lines text,
  out first_number bigint, out refused jsonb, out known jsonb)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
declare
  last_number bigint;
  last_recorded timestamptz;
  repeating text[];
  dropped text[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append needs a read committed transaction.';
  end if;
  perform pg_advisory_xact_lock(hashtext('purse numbers its log'));

  select e.number, e.recorded into last_number, last_recorded
    from log.event e order by e.number desc limit 1;
  last_number := coalesce(last_number, 0);
  last_recorded := coalesce(last_recorded, '-infinity');

  select array_agg(a.stream), jsonb_agg(jsonb_build_object(
      'key', e.key, 'requestHash', e.request_hash, 'stream', e.stream,
      'firstRevision', e.revision, 'lastRevision', e.revision + e.parts - 1,
      'firstNumber', e.number, 'lastNumber', e.number + e.parts - 1))
    into repeating, known
    from unnest(streams, places, keys) as a(stream, place, key)
    cross join lateral (
      select * from log.event e where e.key = a.key and e.part = 0 limit 1) e
    where a.place = 0;

  -- Revisions less their place in the batch's chain are all the stream's revision, or they conflict.
  select array_agg(c.stream), jsonb_object_agg(c.stream, c.revision) into dropped, refused
    from (
      select s.stream, s.low, s.high, coalesce((
        select e.revision from log.event e where e.stream = s.stream
          order by e.revision desc limit 1), -1) as revision
        from (
          select r.stream, min(r.base) as low, max(r.base) as high
            from (
              select a.stream collate "C" as stream,
                  a.revision - row_number() over (partition by a.stream collate "C" order by a.n) as base
                from unnest(streams, revisions) with ordinality as a(stream, revision, n)) r
            group by r.stream) s) c
    where c.low <> c.revision or c.high <> c.revision or c.stream = any(repeating);

  first_number := last_number + 1;
  -- recorded(n) = max(stamp(n), recorded(n-1) + 1 µs) = n µs + the highest of stamp(i) - i µs so far.
  insert into log.event
      (number, recorded, revision, part, parts, stream, key, request_hash, type, bytes)
    select last_number + k.n,
        greatest(last_recorded, max(k.stamp - k.n * interval '1 microsecond') over (order by k.n))
          + k.n * interval '1 microsecond',
        k.revision, k.place, k.size, k.stream, k.key, k.hash, k.type, k.line
      from (
        select row_number() over (order by a.n) as n, a.stream, a.revision, a.place, a.size,
            a.key, a.hash, a.type, a.stamp, a.line
          from rows from (
              unnest(streams), unnest(revisions), unnest(places), unnest(sizes), unnest(keys),
              unnest(hashes), unnest(types), unnest(stamps), string_to_table(lines, E'\\n')
            ) with ordinality
            as a(stream, revision, place, size, key, hash, type, stamp, line, n)
          where dropped is null or a.stream <> all(dropped)) k
      order by k.n;
  if found then
    perform pg_notify('purse_log', (select max(e.number)::text from log.event e));
  end if;
end $$`;

/**
 * Recorded times rise with the numbers, so a search by halves over the primary key finds the last
 * one; an index over `recorded` would cost every append.
 */
export const numberAtSql = `create function log.number_at(instant timestamptz) returns bigint
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  low bigint := 0;
  high bigint := coalesce((select max(number) from log.event), 0);
  middle bigint;
begin
  while low < high loop
    middle := low + (high - low + 1) / 2;
    if (select recorded from log.event where number = middle) <= instant then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end $$`;
