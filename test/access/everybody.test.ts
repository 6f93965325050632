import { catalogue } from '#contracts/commands/catalogue.js';
import { routeRules } from '#apps/service/access/routes.js';
import { mayGive } from '#libs/access/commands.js';
import { routesOfService } from '../support/routes.js';
import { contract } from '../support/small-pool.js';
import {
  expectedCommands,
  expectedFiles,
  expectedReads,
  saying,
  sentTo,
  type Row,
} from './expected.js';
import { council, kinds, place, providerA, type Kind, type Place } from './place.js';

/** Every route and every command as every kind of user, and what each is answered. */
let at: Place;
let event: number;
/** Of a checkpoint that was signed. */
let size: number;

beforeAll(async () => {
  at = await place();
  const { pool } = at;
  await pool.client.done('areas/E06000099/define-area', {
    ...{ name: 'Moor', kind: 'unitary', source: 'Lookup' },
  });
  const issued = await pool.fund('issue-statement', {
    ...{ statement: 'first', kind: 'memorandum-account', year: '2026-27' },
  });
  event = Number(issued['number']);
  const signed = await at.as('none').fetch('/log/checkpoints');
  size = ((await signed.json()) as { checkpoints: { size: number }[] }).checkpoints[0]?.size ?? 0;
  await pool.client.done('outcomes/jobs/define-outcome', {
    ...{ measure: 'In work', unit: 'people', better: 'higher', cohort: 'All', area: 'E06000099' },
    ...{ from: '2026-04-01', to: '2027-03-31' },
  });
  await pool.client.done('grants/voices/offer-grant', {
    ...contract('care', '20.00'),
    ...{ title: 'Voices', provider: providerA, until: '2026-05-01' },
  });
  await pool.client.done('grants/voices/accept-grant', { by: 'Chair' });
  await pool.client.done('reconciliations/bank/begin-reconciliation', {
    ...{ fund: 'pool', against: 'bank', counterparty: 'Bank' },
    ...{ from: '2026-04-01', to: '2026-04-30' },
  });
  await at.as('administrator').done(`delegations/${council}/adopt-delegation`, {
    ...{ title: 'Scheme of delegation', evidence: 'Full Council', effective: '2026-04-01' },
    powers: [{ power: 'moves', office: 'director', decisions: ['virement'], limit: '500.00' }],
  });
  const money = { fund: 'pool', source: 'council', year: '2026-27', nature: 'revenue' };
  await pool.client.done('reallocations/move/propose-reallocation', {
    legs: [
      {
        amount: '1.00',
        from: { kind: 'scheme', ...money, scheme: 'care' },
        to: { kind: 'scheme', ...money, scheme: 'work' },
      },
    ],
  });
});
afterAll(() => at.pool.app.stop());

it('has an expected answer, and a rule, for every route of the service', () => {
  const routes = routesOfService();
  expect(routes.length).toBeGreaterThan(60);
  const expected = [
    ...Object.keys(expectedReads),
    ...Object.keys(expectedFiles),
    'POST /api/v1/:collection/:id/:command',
  ];
  expect(expected.sort()).toEqual(routes);
  expect(Object.keys(routeRules).sort()).toEqual(routes);
});

it('has an expected answer, and its roles, for every command', () => {
  const names = (of: Readonly<Record<string, object>>): string[] =>
    Object.entries(of)
      .flatMap(([collection, commands]) =>
        Object.keys(commands).map((command) => `${collection}/${command}`),
      )
      .sort();
  const all = names(
    Object.fromEntries(Object.entries(catalogue).map(([name, { commands }]) => [name, commands])),
  );
  expect(names(expectedCommands)).toEqual(all);
  expect(names(mayGive)).toEqual(all);
});

/** What access made of it: what it let through may still have been wrong, or done. */
async function madeOf(response: Response): Promise<Row[Kind]> {
  const { status, url, headers } = response;
  // An answer that nobody reads to its end keeps its connection, and what stands behind it.
  if (headers.get('Content-Type')?.startsWith('text/event-stream')) await response.body?.cancel();
  else await response.arrayBuffer();
  // Views that lag are waited for, and then refused: that is no answer, and takes its time to come.
  if (status >= 500) throw new Error(`${url} is answered ${status}`);
  return status === 401 || status === 403 || status === 404 ? status : 'ok';
}

const table = (rows: Readonly<Record<string, readonly [string, Row]>>) =>
  Object.entries(rows).map(([route, [address, row]]) => ({ route, address, row }));

it.each(table(expectedReads))('$route', async ({ address, row }) => {
  const answers: Partial<Record<Kind, Row[Kind]>> = {};
  for (const kind of kinds) {
    const path = address.replaceAll('{event}', String(event)).replace('{size}', String(size));
    answers[kind] = await madeOf(await at.as(kind).fetch(path));
  }
  expect(answers).toEqual(row);
});

it.each(table(expectedFiles))('$route', async ({ route, address, row }) => {
  const answers: Partial<Record<Kind, Row[Kind]>> = {};
  const [method = ''] = route.split(' ');
  for (const kind of kinds)
    answers[kind] = await madeOf(await at.as(kind).sent(method, address, {}));
  expect(answers).toEqual(row);
});

const commands = Object.entries(expectedCommands).flatMap(([collection, of]) =>
  Object.entries(of).map(([command, row]) => ({ collection, command, row })),
);

it.each(commands)('POST $collection/$command', async ({ collection, command, row }) => {
  const answers: Partial<Record<Kind, Row[Kind]>> = {};
  for (const kind of kinds)
    answers[kind] = await madeOf(
      await at
        .as(kind)
        .posted(
          `/api/v1/${collection}/${sentTo[collection] ?? ''}/${command}?dryRun=true`,
          saying[command] ?? {},
        ),
    );
  expect(answers).toEqual(row);
});
