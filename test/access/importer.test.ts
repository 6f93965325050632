import { Browsing, formTokenIn } from '../support/browsing.js';
import { appoint, council, mayEnter } from '../support/people.js';
import { district, place, unreadableImport, type Place } from './place.js';

/** Who takes files in sees them, from the start page to the rows that were set aside, and no money besides. */
let at: Place;
let browser: Browsing;

beforeAll(async () => {
  at = await place();
  browser = new Browsing(at.pool.app.url);
  await browser.signIn('ines');
});
afterAll(() => at.pool.app.stop());

const page = async (path: string): Promise<string> => {
  const answer = await browser.get(path);
  if (answer.status !== 200) throw new Error(`${path} is answered ${answer.status}`);
  return answer.text();
};
const file = (name: string, ...rows: string[]): { name: string; bytes: Buffer } => ({
  name,
  bytes: Buffer.from(['Date,Supplier,Reference,Amount', ...rows, ''].join('\n')),
});
const linksIn = (html: string): string[] =>
  [...html.matchAll(/<main[^]*<\/main>/g)]
    .flatMap(([main]) => [...main.matchAll(/href="(\/[^"#?]*)/g)])
    .map(([, href = '']) => href);

it('is led from the start page to the files of the own funds alone', async () => {
  const start = await page('/');
  expect(linksIn(start)).toEqual(
    expect.arrayContaining(['/funds/pool/imports', '/funds/pool/imports/new']),
  );
  expect(start).not.toContain('elsewhere');
});

it('sees the list, a file and its rows, with no link to what is not to be seen', async () => {
  const list = await page('/funds/pool/imports');
  const one = `/funds/pool/imports/${unreadableImport}`;
  expect(linksIn(list)).toContain(one);
  expect(list).not.toContain('href="/funds/pool"');
  const shown = await page(one);
  expect(linksIn(shown)).toContain(`${one}/rows/2`);
  const row = await page(`${one}/rows/2`);
  for (const html of [list, shown, row])
    for (const href of linksIn(html)) expect(href).toMatch(/^\/funds\/pool\/imports/);
});

it('chooses scheme and source by name, checks, records, and sees what came of it', async () => {
  const path = '/funds/pool/imports/new';
  const form = await page(path);
  expect(form).toContain('value="care"');
  expect(form).toContain('value="council"');
  const said = { form: formTokenIn(form), format: 'spending', scheme: 'care', source: 'council' };
  const sent = file('may.csv', '2026-05-01,Somebody Ltd,R-1,12.00', 'soon,Others,R-2,1.00');
  const check = await (await browser.send(path, said, sent)).text();
  expect(check).toContain('Check what the file holds');
  expect(check).toContain('£12.00');
  const done = await (await browser.send(path, { ...said, step: 'record' }, sent)).text();
  expect(done).toContain('1 of 2 rows, £12.00');
  expect(linksIn(done)).not.toContain('/funds/pool');
  const result = linksIn(done).find((href) => href.startsWith('/funds/pool/imports/'));
  expect(await page(result ?? '')).toContain('may.csv');

  // Said again in another file: by its log number, which leads nowhere for whoever may not open it.
  const again = file('june.csv', '2026-05-01,Somebody Ltd,R-1,12.00');
  const alike = await (await browser.send(path, said, again)).text();
  expect(alike).toContain('Possible duplicates');
  expect(alike).not.toContain('href="/events/');
});

it('is told of these files over HTTP, and of nothing else that it was not', async () => {
  const ines = at.as('importer');
  const { body } = await ines.get('imports');
  const imports = body['imports'] as unknown as { id: string }[];
  expect(imports.map(({ id }) => id)).toContain(unreadableImport);
  for (const [list, member] of [
    ...[['funds', 'funds'] as const, ['awards', 'awards'] as const],
    ...[['organisations', 'organisations'] as const, ['balances', 'balances'] as const],
    ...[['agreements', 'agreements'] as const, ['reallocations', 'reallocations'] as const],
  ])
    expect([list, (await ines.get(list)).body[member]]).toEqual([list, []]);
});

it('sees no file of a fund that the own organisation has nothing to do with', async () => {
  const { directory, ledger } = at.pool.app.runtime;
  await mayEnter(directory, 'jonah');
  await appoint(ledger, {
    ...{ id: 'jonah', organisation: district, role: 'importer', office: 'finance-systems' },
    authority: 'Finance systems',
  });
  expect(council).not.toBe(district);
  const other = new Browsing(at.pool.app.url);
  await other.signIn('jonah');
  expect((await other.get('/funds/elsewhere/imports')).status).toBe(200);
  for (const path of ['', '/new', `/${unreadableImport}`, `/${unreadableImport}/rows/2`])
    expect([path, (await other.get(`/funds/pool/imports${path}`)).status]).toEqual([path, 404]);
  expect((await other.get(`/funds/elsewhere/imports/${unreadableImport}`)).status).toBe(404);
});
