import { createReadStream, mkdtempSync, rmSync, writeFileSync, type ReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExtract } from './extract-csv.js';
import { readGrants } from './grants-360giving.js';
import { readPlan } from './planning-workbook.js';
import { seemingKind } from './seeming-kind.js';

const folder = mkdtempSync(join(tmpdir(), 'purse-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** More than a stream reads ahead. */
const rows = 20_000;

function file(name: string, header: string, row: string): ReadStream {
  const path = join(folder, name);
  writeFileSync(path, `${header}\n${`${row}\n`.repeat(rows)}`);
  return createReadStream(path);
}

async function all(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const item of items) read.push(item);
  return read;
}

it('is closed by whoever cannot read it', async () => {
  const colours = () => file('colours.csv', 'colour,shape', 'red,round');
  for (const read of [
    (source: ReadStream) => all(readExtract(source)),
    (source: ReadStream) => all(readGrants(source)),
    (source: ReadStream) => readPlan(source),
  ]) {
    const source = colours();
    await expect(read(source)).rejects.toThrow('No column was recognised');
    expect(source.destroyed).toBe(true);
  }
});

it('is closed by whoever reads its first rows and no more', async () => {
  const extract = () => file('extract.csv', 'Date,Paid in,Paid out', '2026-04-01,5.00,');
  const looked = extract();
  expect(await seemingKind(looked)).toMatchObject({ kind: 'extract' });
  expect(looked.destroyed).toBe(true);

  const left = extract();
  for await (const { kind } of readExtract(left)) if (kind === 'header') break;
  expect(left.destroyed).toBe(true);
});
