/**
 * Where the commands with these keys stand, by the hashes of their keys, with the bytes of their
 * first events, which name the key itself and the request. A command's events stand together, so
 * it ends before the next one of its stream begins.
 */
export const knownSql = `create function log.known(hashes uuid[])
returns table (first_number bigint, first_revision int, last_revision int, first_bytes text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select e.number, e.revision, coalesce(
      (select n.revision from log.event n where n.stream = e.stream and n.revision > e.revision
        and n.key_hash is not null order by n.revision limit 1),
      (select l.revision + 1 from log.event l where l.stream = e.stream
        order by l.revision desc limit 1)) - 1, e.bytes
    from log.event e where e.key_hash = any(hashes)
$$`;

/**
 * One call appends one batch, in one round trip, without a loop over rows; or nothing of it.
 *
 * The arguments are columns of the batch's events, in order; `lines` their bytes, one a line.
 * `expected` is the revision that the stream must be at, null where the event before is in the
 * batch; `key_hashes` are null but for the first event of each command.
 *
 * Numbers are taken under one lock, held until the transaction has ended, so they rise in commit
 * order and a rollback leaves no gap. Each statement of a volatile function sees what committed
 * before it began, so the row read after the lock is the last one. A sequence would hand a low
 * number to a transaction that commits late, and readers would pass over its events.
 *
 * Where a stream has moved on or the log holds a key, nothing is appended and `first_number` is
 * null: `refused` maps the streams in conflict to their revisions, `known` holds rows of log.known.
 * Keys are not looked up before: the index refuses a repeated one, which is rare.
 *
 * Sequential scans are off because plans are made while the table is small and kept as it grows.
 */
export const appendSql = `create function log.append(
  streams text[], revisions int[], expected int[], key_hashes uuid[], stamps timestamptz[],
  lines text,
  out first_number bigint, out refused jsonb, out known jsonb)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
declare
  last_number bigint;
  last_recorded timestamptz;
  broken text;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append needs a read committed transaction.';
  end if;
  perform pg_advisory_xact_lock(hashtext('purse numbers its log'));

  select e.number, e.recorded into last_number, last_recorded
    from log.event e order by e.number desc limit 1;
  last_number := coalesce(last_number, 0);
  last_recorded := coalesce(last_recorded, '-infinity');

  select jsonb_object_agg(c.stream, c.revision) into refused
    from (
      select a.stream, a.expected, coalesce((
          select e.revision from log.event e where e.stream = a.stream
            order by e.revision desc limit 1), -1) as revision
        from unnest(streams, expected) as a(stream, expected)
        where a.expected is not null
        offset 0) c
    where c.revision <> c.expected;
  if refused is not null then
    select jsonb_agg(to_jsonb(k)) into known from log.known(key_hashes) k;
    return;
  end if;

  begin
    -- recorded(n) = max(stamp(n), recorded(n-1) + 1 µs) = n µs + the highest of stamp(i) - i µs so far.
    insert into log.event (number, recorded, revision, key_hash, stream, bytes)
      select last_number + a.n,
          greatest(last_recorded, max(a.stamp - a.n * interval '1 microsecond') over (order by a.n))
            + a.n * interval '1 microsecond',
          a.revision, a.key_hash, a.stream, a.line
        from rows from (
            unnest(streams), unnest(revisions), unnest(key_hashes), unnest(stamps),
            string_to_table(lines, E'\\n')
          ) with ordinality as a(stream, revision, key_hash, stamp, line, n)
        order by a.n;
  exception when unique_violation then
    get stacked diagnostics broken = constraint_name;
    if broken <> 'event_key' then
      raise;
    end if;
    select jsonb_agg(to_jsonb(k)) into known from log.known(key_hashes) k;
    return;
  end;
  first_number := last_number + 1;
  perform pg_notify('purse_log', (last_number + cardinality(streams))::text);
end $$`;
