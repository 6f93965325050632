import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalFormat } from '#libs/interchange/journal.js';
import type { Client } from './client.js';

/** The journal of a fund as the API answers it, in a file of the folder. */
export async function journalIn(
  folder: string,
  client: Client,
  fund: string,
  format: JournalFormat,
  query = '',
): Promise<string> {
  const answer = await client.fetch(`/api/v1/funds/${fund}/journal?format=${format}${query}`);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  const file = join(folder, `${fund}.${format}`);
  await writeFile(file, text);
  return file;
}

/** Our own balances of a fund, named as docs/journals.md says. */
export async function balancesAsNamed(
  client: Client,
  fund: string,
  query = '',
): Promise<Record<string, string>> {
  const { status, body } = await client.get(
    `funds/${fund}/balances?by=account,year,nature,source,scheme${query}`,
  );
  if (status !== 200) throw new Error(JSON.stringify(body));
  const balances = body['balances'] as unknown as Record<string, string>[];
  return Object.fromEntries(
    balances.map(({ account, year, nature, source, scheme, amount }) => [
      [account, year, nature, source, scheme].join(':'),
      amount ?? '',
    ]),
  );
}
