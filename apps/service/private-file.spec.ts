import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settlePassword } from './database/folder.js';
import { localKeyOf } from './sign-in/local-key.js';

/** Keys that the service makes for itself, in a folder of their own. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purse-private-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('is made for its owner alone, and refused when others may read the local issuer’s key', async () => {
  const file = join(folder, 'local-issuer-key');
  const made = await localKeyOf(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await localKeyOf(file)).toEqual(made);
  chmodSync(file, 0o640);
  await expect(localKeyOf(file)).rejects.toThrow(
    /^The key of the local issuer .+ may be read by other users \(mode 640\): remove it, and a new one is made\.$/,
  );
});

it('is refused when others may read the password of the built-in PostgreSQL', () => {
  const file = join(folder, 'password');
  const place = { folder, account: undefined };
  writeFileSync(file, 'secret', { mode: 0o600 });
  expect(settlePassword(place)).toBe('secret');
  chmodSync(file, 0o644);
  expect(() => settlePassword(place)).toThrow(
    /^The password of the built-in PostgreSQL .+ \(mode 644\): run chmod 600 on it\.$/,
  );
});
