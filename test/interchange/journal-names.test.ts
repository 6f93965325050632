import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalFormats } from '#libs/interchange/journal.js';
import { journalAccount, tagValue } from '#libs/interchange/journal-names.js';
import type { Dimensions } from '#libs/ledger/posting.js';
import { asked, describeJournalTools, toolBalances } from '../support/journal-tools.js';

/** What either tool would take for something of its own, were it written as it is. */
const hostile = [
  ...[
    'two  spaces',
    ' leading',
    'trailing ',
    'a\ttab',
    'a\nline',
    '; comment',
    '# comment',
    '*',
    '!',
  ],
  ...[
    '(virtual)',
    '[balanced]',
    '<also>',
    '2026-04-01',
    '[2026-04-01]',
    '42',
    '=assertion',
    '@ cost',
  ],
  ...[
    'a:b',
    '::',
    '"quoted"',
    "it's",
    '50%',
    '%20',
    '~',
    '{lot}',
    'a,b: c',
    'Tŷ Hafan',
    '😀',
    '\\',
  ],
  ...[`l${'o'.repeat(118)}ng`, `a${':'.repeat(119)}`, 'include x', 'date:2026-04-01', '$(id)', '|'],
];

const on = (source: string, scheme: string): Dimensions => ({
  ...{ fund: 'f', account: 'cash:held', period: '2026-04', relatesTo: '2026-27' },
  ...{ nature: 'revenue', source, scheme, award: 'none', provider: 'none', area: 'none' },
});

describeJournalTools('names that no tool expects', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'purse-names-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(journalFormats)('are read by %s as what they are', async (tool) => {
    const accounts = hostile.map((name) => journalAccount(on(name, name)));
    expect(new Set(accounts).size).toBe(hostile.length);
    const transactions = hostile.map(
      (name, place) =>
        `2026-04-01=2026-05-01 (${place}) Tried\n    ; provider: ${tagValue(name)}\n    ${accounts[place] ?? ''}  GBP ${place + 1}.00\n    cash:other  GBP -${place + 1}.00\n`,
    );
    const file = join(folder, tool);
    await writeFile(file, transactions.join('\n'));
    const { 'cash:other': _, ...found } = await toolBalances(tool, file);
    expect(found).toEqual(
      Object.fromEntries(accounts.map((account, place) => [account, `${place + 1}.00`])),
    );
    // Nothing in a name or tag was taken for the day of a posting.
    const question =
      tool === 'hledger'
        ? ['register', '-O', 'csv', 'cash:held']
        : ['register', '--format', '"",%(quoted(format_date(date, "%Y-%m-%d"))),\n', 'cash:held'];
    const days = (await asked(tool, file, ...question)).match(/^"\d*","2026-04-01",/gm);
    expect(days).toHaveLength(hostile.length);
  });
});
