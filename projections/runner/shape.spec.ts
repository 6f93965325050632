import { readFileSync } from 'node:fs';
import { shapeOfViews, sourcesFrom } from './shape.js';

const sources = sourcesFrom(['projections/runner/rows.js']);

it('is of everything that makes rows, wherever it stands', () => {
  expect([...sources.keys()]).toEqual(
    expect.arrayContaining([
      'contracts/upcasters/imports.js',
      'libs/ledger/facts/imports.js',
      'libs/ledger/postings/spending.js',
      'libs/money/pence.js',
      'projections/audit-trail/figures/judged.js',
      'projections/runner/copy-rows.js',
    ]),
  );
});

it('is of nothing that makes none: no decision, and no page', () => {
  const others = [...sources.keys()].filter((path) => /^(libs\/funding|apps|test)\//.test(path));
  expect(others).toEqual([]);
});

it('reads the sources as they are', () => {
  const file = new URL('../../libs/ledger/facts/imports.ts', import.meta.url);
  expect(sources.get('libs/ledger/facts/imports.js')).toBe(readFileSync(file, 'utf8'));
});

it('is one digest for as long as nothing changes', () => {
  expect(shapeOfViews()).toMatch(/^[0-9a-f]{64}$/);
  expect(shapeOfViews()).toBe(shapeOfViews());
});
