import { parse } from 'csv-parse/sync';
import { contract, smallPool, type SmallPool } from '../support/small-pool.js';
import { expectedReads } from '../access/expected.js';
import { expectSound, headOf } from './sound.js';

/**
 * Names and reasons that are program text of browsers, templates, databases, spreadsheets or journals,
 * in every text that the pool has: pages, lists, downloads and journals show them as what they are.
 */
const evil = [
  `<script>alert('x')</script><img src=x onerror=alert(1)>`,
  `"><svg/onload=alert(1)>`,
  `{{constructor.constructor('return 1')()}}{% include "x" %}\${7*7}<%= 7 %>`,
  `'); drop table posting; --`,
  `=HYPERLINK("http://evil.example","x")`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `; comment\n2026-04-01 * forged\n  assets:stolen  £1\n  equity`,
  `a\r\nSet-Cookie: session=stolen`,
  `javascript:alert(1)`,
  `\u202Egnp.exe \u200b\ufeff`,
] as const;
const all = evil.join(' | ');

let pool: SmallPool;
let event: number;
beforeAll(async () => {
  pool = await smallPool();
  const { client, fund } = pool;
  const provider = 'GB-COH-19990001';
  await client.done(`organisations/${provider}/register-organisation`, { name: all });
  await fund('open-scheme', { scheme: 'evil', name: all, need: all, cohort: all });
  await fund('open-source', { source: 'evil', name: all, role: 'funder', organisation: provider });
  for (const [place, name] of evil.entries())
    await fund('open-scheme', { scheme: `evil-${place}`, name, reason: name });
  await client.done('contracts/evil/award-contract', {
    ...contract('care', '10.00'),
    ...{ title: all, provider, reason: all },
  });
  const done = await fund('verify-expenditure', {
    ...{ expenditure: 'evil', provider, award: 'evil', scheme: 'care', reference: all },
    ...{ net: '1.00', irrecoverableVat: '0.00', reason: all },
    sources: [{ source: 'council', amount: '1.00' }],
  });
  event = Number(done['number']);
  await fund('issue-statement', {
    ...{ statement: 'first', kind: 'memorandum-account', year: '2026-27', reason: all },
  });
});
afterAll(() => pool.app.stop());

/** What the names would be where they are not escaped. A quoted value is text, whatever it says. */
const element = /<script>alert|<img src=x|<svg\/onload/i;
const handler = /<[a-z][\w-]*(?:\s+[^\s"'>=]+(?:="[^"]*")?)*\s+on[a-z]+\s*=/i;
const runningLink = /href="\s*javascript:/i;

const addresses = Object.values(expectedReads)
  .map(([address]) => address)
  .filter(
    (address) => !/[{]size[}]|sign-in|tile|people|agreements\/|reconciliations\//.test(address),
  );
const asked = (address: string, accept: string): Promise<Response> =>
  pool.client.fetch(address.replaceAll('{event}', String(event)), { Accept: accept });

it('are escaped on every page', async () => {
  let shown = 0;
  for (const address of addresses.filter((path) => !/^\/(api\/v1|log|health|metrics)/.test(path))) {
    const answer = await asked(address, 'text/html');
    const page = await answer.text();
    expect([address, answer.status < 500]).toEqual([address, true]);
    if (!(answer.headers.get('content-type') ?? '').includes('html')) continue;
    if (page.includes('&lt;script&gt;')) shown += 1;
    for (const dangerous of [element, handler, runningLink])
      expect([address, page]).toEqual([address, expect.not.stringMatching(dangerous)]);
    // Nor is anything of a template carried out.
    expect(page).not.toContain('49<%');
  }
  expect(shown).toBeGreaterThan(3);
});

it('are data in every answer of the API, and nothing of them is a header', async () => {
  for (const address of addresses.filter((path) => path.startsWith('/api/v1'))) {
    const answer = await asked(address, 'application/json');
    expect([address, answer.status < 500]).toEqual([address, true]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect([address, answer.headers.get('content-type')]).toEqual([
      address,
      expect.not.stringContaining('html'),
    ]);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  }
});

it('are no formulas in any list that is taken as CSV', async () => {
  let lists = 0;
  for (const address of addresses.filter((path) => path.startsWith('/api/v1'))) {
    const answer = await asked(address, 'text/csv');
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/csv')) continue;
    lists += 1;
    const rows: readonly string[][] = parse(await answer.text(), { bom: true });
    const cells = rows.flat();
    for (const cell of cells.filter((text) => /^[\s\p{C}]*[=+\-@]/u.test(text)))
      expect([address, cell]).toEqual([address, expect.stringMatching(/^-?\d+(\.\d+)?$/)]);
  }
  expect(lists).toBeGreaterThan(5);
});

it.each(['hledger', 'ledger'])('forge nothing in a journal for %s', async (format) => {
  const journal = await (await asked(`/api/v1/funds/pool/journal?format=${format}`, '*/*')).text();
  expect(journal).toContain('2026-04-01');
  expect(journal).not.toMatch(/^.*(forged|assets:stolen).*£1/m);
  expect(journal).not.toMatch(/^2026-04-01 \* forged/m);
  // Every line is a comment, the head of a transaction, a posting of ours, or blank.
  for (const line of journal.split('\n'))
    expect(line).toMatch(
      /^$|^[;#%]|^\s+;|^(commodity|account|decimal-mark)\b|^\d{4}-|^\s+format GBP|^\s+\(?(budget|cash|memo):/,
    );
});

it('leave the service well', async () => {
  await expectSound(pool);
  expect(await headOf(pool)).toBeGreaterThan(20);
});
