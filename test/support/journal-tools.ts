import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { JournalFormat } from '#libs/interchange/journal.js';

const outputBytesMax = 64 << 20;

export const isInstalled = (tool: JournalFormat): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));

/** Tests against programs that others wrote. CI installs both; elsewhere one test says what was left out. */
export function describeJournalTools(name: string, tests: () => void): void {
  describe(name, () => {
    if ((isInstalled('hledger') && isInstalled('ledger')) || process.env['CI'] === 'true') tests();
    else it('is left out, because hledger and ledger are not on this machine', () => undefined);
  });
}

/** What a tool prints about a journal; in the plainest locale, and with nobody's settings. */
export async function asked(
  tool: JournalFormat,
  file: string,
  ...question: readonly string[]
): Promise<string> {
  const ours = tool === 'ledger' ? ['--args-only'] : [];
  const { stdout } = await promisify(execFile)(tool, [...ours, '-f', file, ...question], {
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    maxBuffer: outputBytesMax,
  });
  return stdout;
}

/** Every account that is not zero, and its balance, as the tool finds them. */
export async function toolBalances(
  tool: JournalFormat,
  file: string,
  ...query: readonly string[]
): Promise<Record<string, string>> {
  const text =
    tool === 'hledger'
      ? await asked(tool, file, 'balance', '--flat', '-N', '-O', 'csv', ...query)
      : await asked(
          ...[tool, file, 'balance', '--flat', '--no-total'],
          ...['--format', '"%(account)","%(display_total)"\n', ...query],
        );
  return Object.fromEntries(
    [...text.matchAll(/^"(.*)","GBP (-?[\d.]+)"$/gm)].map(([, account = '', amount = '']) => [
      account,
      amount,
    ]),
  );
}
