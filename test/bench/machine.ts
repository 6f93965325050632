import { cpus, release, totalmem } from 'node:os';
import { existsSync, readFileSync } from 'node:fs';
import { Client } from 'pg';

/** What the figures were measured on, line by line: they mean little without. */
export async function describeMachine(url: string, data: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, current_setting(name) as setting from pg_settings where name in
      ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_level',
        'shared_buffers', 'max_wal_size') order by name`,
  );
  await client.end();
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  const version = settings.get('server_version') ?? '';
  settings.delete('server_version');
  const processors = cpus();
  return [
    `Processor: ${processors[0]?.model ?? 'unknown'}, ${processors.length} cores, shared by the benchmark, the peers and PostgreSQL`,
    `Memory: ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `Disk: ${diskOf(data)}`,
    `Linux ${release()}, Node.js ${process.versions.node}`,
    `PostgreSQL ${version}: ${[...settings].map(([name, setting]) => `${name} = ${setting}`).join(', ')}`,
  ];
}

/** The file system and device that hold a folder, as Linux names them. */
function diskOf(folder: string): string {
  if (!existsSync('/proc/mounts')) return 'unknown';
  const [device, mount, type] = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, at = '-']) => `${folder}/`.startsWith(at.endsWith('/') ? at : `${at}/`))
    .sort(([, a = ''], [, b = '']) => b.length - a.length)[0] ?? ['', '', ''];
  return `${type ?? ''} on ${device ?? ''}, mounted at ${mount ?? ''}`;
}
