import { escapeIdentifier, type ClientBase } from 'pg';

const roles = ['purse_owner', 'purse_writer', 'purse_reader'] as const;

/** The database does not let this login do what the ledger needs; says how to mend it. */
export class DatabaseNotPermitted extends Error {
  override readonly name = 'DatabaseNotPermitted';
}

/**
 * What an administrator runs, once, in the ledger's database: `purse_owner` owns and migrates,
 * `purse_writer` appends and can change nothing, `purse_reader` reads. `login` may become each.
 */
export function roleSql(login: string): string {
  const create = roles.map(
    (role) => `do $$ begin create role ${role} nologin;
exception when duplicate_object or unique_violation then null; end $$;`,
  );
  return `${create.join('\n')}
grant ${roles.join(', ')} to ${escapeIdentifier(login)};
do $$ begin execute format('grant create on database %I to purse_owner', current_database()); end $$;
`;
}

/** Makes the roles where they or their grants are missing. Throws DatabaseNotPermitted. */
export async function ensureRoles(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ login: string; ready: boolean }>(readySql, [roles]);
  const { login, ready } = rows[0] ?? { login: 'unknown', ready: false };
  if (ready) return;
  try {
    await client.query(roleSql(login));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new DatabaseNotPermitted(
      `The database login "${login}" may not create the roles the ledger needs: run "purse doctor", which prints the SQL for an administrator.`,
      { cause: error },
    );
  }
}

// A superuser may become any role, so only missing roles and the right to create are to be mended.
const readySql = `select current_user as login,
  count(*) = cardinality($1::text[])
    and coalesce(bool_and(pg_has_role(current_user, oid, 'SET')), false)
    and coalesce(bool_or(rolname = 'purse_owner'
      and has_database_privilege(oid, current_database(), 'CREATE')), false) as ready
  from pg_roles where rolname = any($1)`;

function isRefusal(error: unknown): boolean {
  const insufficientPrivilege = '42501';
  return error instanceof Error && 'code' in error && error.code === insufficientPrivilege;
}
