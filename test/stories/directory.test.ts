import { Pool } from 'pg';
import { startApp, type App } from '../support/app.js';
import { Browsing } from '../support/browsing.js';
import { Client, type Body } from '../support/client.js';
import { mayEnter } from '../support/people.js';

/** An organisation's administrators keep the entries of its own people, and of nobody else's. */
let app: App;
let nadia: Client;
let ivan: Client;
beforeAll(async () => {
  app = await startApp();
  [nadia, ivan] = [new Client(app, 'nadia'), new Client(app, 'ivan')];
});
afterAll(() => app.stop());

const council = 'GB-LAE-NMR';
const ask = async (
  who: Client,
  method: 'PUT' | 'DELETE',
  person: string,
  said: object = {},
): Promise<{ status: number; problem: string | undefined; body: Body }> => {
  const answer = await who.sent(method, `/api/v1/people/${person}`, said);
  const body = (await answer.json()) as Body;
  const problem = (body['type'] as string | undefined)?.replace(/^.*:/, '');
  return { status: answer.status, problem, body };
};
const listed = async (who: Client): Promise<readonly string[]> =>
  ((await who.get('people')).body['people'] as unknown as { person: string }[]).map(
    ({ person }) => person,
  );
const lena = { name: 'Lena Frost', email: 'lena@north.example', subject: 'lena-at-work' };

it('is added, found and changed by an administrator of the own organisation', async () => {
  expect((await ask(nadia, 'PUT', 'p-207', lena)).status).toBe(201);
  expect((await ask(nadia, 'PUT', 'p-207', { ...lena, email: null })).status).toBe(200);
  const { body } = await nadia.get('people');
  expect(body['people']).toContainEqual({
    ...{ person: 'p-207', name: 'Lena Frost', email: null, machine: false },
    ...{ issuer: 'local', subject: 'lena-at-work', organisation: council },
  });
});

it('is nobody else’s to see, change or remove', async () => {
  expect(await listed(ivan)).not.toContain('p-207');
  expect(await ask(ivan, 'PUT', 'p-207', { ...lena, subject: 'taken-over' })).toMatchObject({
    ...{ status: 409, problem: 'reference-taken' },
  });
  expect((await ask(ivan, 'DELETE', 'p-207')).status).toBe(404);
  expect((await ask(new Client(app, 'owen'), 'PUT', 'p-207', lena)).problem).toBe('role-may-not');
});

it('is not entered under a reference by which another organisation has appointed', async () => {
  await nadia.done('appointments/lena/appoint', {
    ...{ person: 'p-208', organisation: council, role: 'approver', office: 'director' },
    authority: 'Director',
  });
  const said = { ...lena, subject: 'ivans-own' };
  expect((await ask(ivan, 'PUT', 'p-208', said)).problem).toBe('reference-taken');
  expect((await ask(ivan, 'PUT', 'operator', said)).problem).toBe('reference-taken');
  expect((await ask(nadia, 'PUT', 'p-208', { ...lena, subject: 'lena-2' })).status).toBe(201);
});

it('is not two people, and nobody changes by what they sign in themselves', async () => {
  expect((await ask(ivan, 'PUT', 'p-301', lena)).problem).toBe('subject-taken');
  const own = { name: 'Nadia W.', subject: 'another' };
  expect((await ask(nadia, 'PUT', 'nadia', own)).problem).toBe('own-entry');
  expect((await ask(nadia, 'PUT', 'nadia', { ...own, subject: 'nadia' })).status).toBe(200);
  expect((await ask(nadia, 'DELETE', 'nadia')).problem).toBe('own-entry');
});

it.each([
  { ...lena, email: 'nowhere' },
  { ...lena, name: '' },
  { name: 'Without a subject' },
  { ...lena, organisation: 'GB-NHS-QMR' },
])('refuses what cannot be: %j', async (said) => {
  expect((await ask(nadia, 'PUT', 'p-209', said)).problem).toBe('invalid-request');
});

it('signs somebody out where somebody else signs in from now on', async () => {
  await mayEnter(app.runtime.directory, 'p-210', council);
  const browser = new Browsing(app.url);
  await browser.signIn('p-210');
  const isSignedIn = async (): Promise<boolean> =>
    (await (await browser.get('/')).text()).includes('Sign out');
  const said = { name: 'Whoever it is', subject: 'p-210' };
  await ask(nadia, 'PUT', 'p-210', said);
  expect(await isSignedIn()).toBe(true);
  await ask(nadia, 'PUT', 'p-210', { ...said, subject: 'another' });
  expect(await isSignedIn()).toBe(false);
});

it('is removed, and stays as a pseudonym', async () => {
  expect((await ask(nadia, 'DELETE', 'p-207')).status).toBe(200);
  expect(await listed(nadia)).not.toContain('p-207');
  expect((await ask(nadia, 'DELETE', 'p-207')).status).toBe(404);
});

it('is noted in the security log with each change, by references', async () => {
  await app.runtime.security.write();
  const database = new Pool({ connectionString: app.databaseUrl });
  const { rows } = await database.query<Record<string, string>>(
    `select what, person, request, detail from security.entry where what like 'person-%' order by id`,
  );
  await database.end();
  const request = 'PUT /api/v1/people/p-207';
  expect(rows.slice(0, 2)).toEqual([
    expect.objectContaining({ what: 'person-added', person: 'nadia', request }),
    { what: 'person-changed', person: 'nadia', request, detail: 'p-207: email' },
  ]);
  expect(rows.at(-1)).toMatchObject({ what: 'person-removed', person: 'nadia', detail: 'p-207' });
  expect(JSON.stringify(rows)).not.toContain('Lena');
});
