import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

// The house's own configuration; without types, since the files linted here do not exist.
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

const HOUSE_RULES = /^(house\/|no-restricted-)/;

async function complaints(filePath: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  const messages = result?.messages ?? [];
  expect(messages.filter(({ fatal }) => fatal === true)).toEqual([]);
  return messages
    .filter(({ ruleId }) => HOUSE_RULES.test(ruleId ?? ''))
    .map(({ message }) => message);
}

describe('the arrows of the house', () => {
  it.each([
    ['libs/money/x.ts', `import '#contracts/envelope.js';`],
    ['libs/ledger/x.ts', `import '#libs/funding/fund/decide.js';`],
    ['libs/funding/fund/x.ts', `import '#libs/event-store/port.js';`],
    [
      'libs/funding/fund/x.ts',
      `import type { A } from '#projections/fund-health/figures/held.js';`,
    ],
    ['libs/event-store/x.ts', `import '#libs/money/pence.js';`],
    ['libs/transparency/x.ts', `import '#libs/ledger/accounts.js';`],
    ['libs/access/x.ts', `import '#libs/interchange/csv.js';`],
    ['libs/interchange/x.ts', `import '#apps/service/start.js';`],
    ['contracts/x.ts', `import '#libs/ledger/accounts.js';`],
    ['contracts/x.ts', `import 'pg';`],
    ['projections/fund-health/x.ts', `import '#apps/service/start.js';`],
    ['projections/fund-health/figures/held.ts', `import '#libs/event-store/port.js';`],
    ['apps/service/x.ts', `import '#apps/purse/main.js';`],
    ['apps/service/api/x.ts', `import '#test/support/database.js';`],
  ])('%s may not contain: %s', async (file, text) => {
    expect(await complaints(file, text)).toEqual([expect.stringContaining('may not import')]);
  });

  it.each([
    ['libs/funding/fund/decide.ts', `import '../../money/pence.js';`],
    ['libs/funding/decide.ts', `export * from '../money/pence.js';`],
    ['contracts/events/x.ts', `export const a = import('../../libs/money/pence.js');`],
    ['apps/service/x.ts', `export type A = import('../purse/main.js').A;`],
  ])('%s may not leave by a relative path: %s', async (file, text) => {
    expect(await complaints(file, text)).toEqual([expect.stringContaining('leaves')]);
  });

  it.each([
    ['libs/money/x.ts', `import { Decimal } from 'decimal.js'; import './pence.js';`],
    ['libs/funding/fund/x.ts', `import '#libs/ledger/postings.js'; import '../award/terms.js';`],
    ['libs/ledger/x.ts', `import '#libs/money/pence.js'; import '#contracts/envelope.js';`],
    ['libs/event-store/postgres/x.ts', `import 'pg'; import '#contracts/envelope.js';`],
    ['libs/event-store/x.spec.ts', `import '#test/support/database.js';`],
    ['libs/funding/x.spec.ts', `import 'fast-check'; import 'node:fs';`],
    ['libs/transparency/x.ts', `import { hash } from 'node:crypto';`],
    ['projections/x.ts', `import 'typeorm'; import '#libs/event-store/port.js';`],
    ['projections/fund-health/figures/held.ts', `import '#libs/ledger/accounts.js';`],
    [
      'apps/service/x.ts',
      `import '#projections/fund-health/figures/held.js'; import '@nestjs/common';`,
    ],
    ['apps/purse/verbs/x.ts', `import '#apps/service/start.js'; import '../verb.js';`],
    ['test/stories/x.test.ts', `import '#apps/service/start.js'; import '../support/database.js';`],
  ])('%s may contain: %s', async (file, text) => {
    expect(await complaints(file, text)).toEqual([]);
  });
});

describe('purity', () => {
  const pure = [
    'libs/money/x.ts',
    'libs/ledger/x.ts',
    'libs/funding/fund/decide.ts',
    'libs/transparency/x.ts',
    'projections/fund-health/figures/held.ts',
  ];
  const impure = [
    `import 'node:fs';`,
    `import { randomBytes } from 'node:crypto';`,
    `import * as all from 'node:crypto';`,
    `import 'pg';`,
    `import 'typeorm';`,
    `import '@nestjs/common';`,
    `export const a = Date.now();`,
    `export const a = new Date();`,
    `export const a = Date();`,
    `export const a = Math.random();`,
    `export const a = process.env;`,
    `export const a = fetch('x');`,
  ];

  it.each(pure.flatMap((file) => impure.map((text) => [file, text] as const)))(
    '%s may not contain: %s',
    async (file, text) => {
      expect(await complaints(file, text)).toHaveLength(1);
    },
  );

  it('allows a day that was given', async () => {
    const text = `export const a = (day: string): Date => new Date(day);`;
    expect(await complaints('libs/funding/x.ts', text)).toEqual([]);
  });

  it('leaves the edges of the house alone', async () => {
    const text = `import 'node:fs'; export const a = Date.now();`;
    expect(await complaints('apps/service/x.ts', text)).toEqual([]);
  });
});
