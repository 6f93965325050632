import { openApiDocument } from '#apps/service/api/openapi.js';
import { loadExample } from '#apps/service/example/load-example.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/**
 * Every read of the API and every page, at a point of the past: each takes `asKnownAt` and
 * `effectiveOn`, states the log number that its answer holds for, and refuses what cannot be answered.
 */
let app: App;
/** An auditor may ask everything of the fund. */
let priya: Client;
const number = 160;
const effectiveOn = '2026-09-30';

/** What takes no point, and why. */
const exceptions: Readonly<Record<string, string>> = {
  '/api/v1/funds/{fund}/compare': 'It compares two points, each named by parameters of its own.',
  '/api/v1/funds/{fund}/statements/{statement}/evidence':
    'A pack is of the number that its statement names, and ends at a signed checkpoint.',
  '/api/v1/funds/{fund}/evidence': 'A pack ends at a signed checkpoint, whose size it states.',
  '/api/v1/changes': 'It tells what is recorded from a number on, as it is recorded.',
  '/api/v1/log/consistency': 'A proof is between two sizes of the tree, which it names.',
  '/log/checkpoint': 'A checkpoint is of a size of the tree, which it names.',
  '/log/checkpoints': 'Checkpoints are of sizes of the tree, which they name.',
  '/log/checkpoints/{size}': 'A checkpoint is of a size of the tree, which it names.',
  '/log/keys': 'Keys are named by themselves, each with its time.',
  '/log/tile/{path}': 'A tile is a part of the tree, which never changes.',
  '/api/v1/people': 'The directory is as it is now: what is removed from it is gone.',
  '/api/v1/events/{number}/proof':
    'An event never changes; its proof is of a size of the tree, which it names.',
};

/** An example of what each path names; the log of the example place holds all of it by `number`. */
const named: Readonly<Record<string, string>> = {
  fund: 'northmoor',
  provider: 'GB-COH-19990001',
  agreement: 'northmoor',
  number: '42',
  test: 'round-sums',
  statement: 'quarter',
};

/** What some reads have to be asked besides. */
const asked: Readonly<Record<string, string>> = {
  '/api/v1/areas/spending': 'areas=E06000099',
  '/api/v1/funds/{fund}/statement': 'year=2026-27',
  '/api/v1/funds/{fund}/journal': 'format=hledger',
  '/api/v1/funds/{fund}/sample': 'seed=1&size=5',
};

interface Operation {
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
}
const operations = Object.entries(
  (JSON.parse(JSON.stringify(openApiDocument())) as { paths: Record<string, { get?: Operation }> })
    .paths,
).flatMap(([path, { get }]) => (get ? [[path, get] as const] : []));
const ordinary = operations.filter(([path]) => !(path in exceptions));

const pages = [
  '/',
  '/published',
  '/published/ecosystem',
  '/published/ecosystem/lines?measure=payments',
  '/funds/northmoor',
  '/funds/northmoor/postings?figure=Held&add=account(cash:held)',
  '/funds/northmoor/awards/harbour-lights',
  '/funds/northmoor/calendar',
  '/funds/northmoor/monitoring',
  '/funds/northmoor/monitoring/line?scheme=navigators&source=council&nature=revenue&year=2026-27',
  '/funds/northmoor/imports',
  '/audit/imports',
  '/published-contracts',
  '/funds/northmoor/statements',
  '/funds/northmoor/statement?year=2026-27',
  '/funds/northmoor/reconciliation',
  '/providers/GB-COH-19990001',
  '/providers/GB-COH-19990001/awards/harbour-lights',
  '/providers/GB-COH-19990001/changes',
  '/providers/GB-COH-19990001/statement',
  '/ecosystem',
  '/ecosystem?funds=northmoor&from=2026-27',
  '/ecosystem/lines?measure=commitments&need=unknown',
  '/approvals',
  '/events/42',
  '/audit',
  '/audit/tests/round-sums',
  '/audit/evidence',
  '/audit/sample',
  '/audit/sample?fund=northmoor&seed=audit-2026&size=5',
];

/** A question that has no answer, and what it is refused with. */
const unanswerable: [point: string, status: number, why: string][] = [
  ['asKnownAt=0', 422, 'the log begins'],
  ['asKnownAt=2020-01-01', 422, 'the log begins'],
  ['asKnownAt=99999999', 422, 'the future cannot be known'],
  ['asKnownAt=2026-11-23', 422, 'the future cannot be known'],
  ['asKnownAt=2026-11-22T09:00:01Z', 422, 'the future cannot be known'],
  ['asKnownAt=soon', 400, 'write a log number'],
  ['asKnownAt=2026-02-30', 400, 'write a log number'],
  ['asKnownAt=2026-04-01T09:00', 400, 'write a log number'],
  ['asKnownAt=5&asKnownAt=6', 400, 'given twice'],
  ['effectiveOn=30.9.2026', 400, 'effectiveOn is a day'],
  ['effectiveOn=2026-02-30', 400, 'effectiveOn is a day'],
];

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  priya = new Client(app, 'priya');
  await loadExample(app.runtime.store, '2026-11-22');
  const head = await app.runtime.store.head();
  expect(head.number).toBeGreaterThan(number);
  await app.runtime.runner.progress.until(head.number, 240_000);
});
afterAll(() => app.stop());

const addressOf = (path: string, point: string): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? name);
  return `${filled}?${[asked[path], point].filter((part) => part !== undefined).join('&')}`;
};

/** The example place has nothing of these: then the refusal is that there is no such thing. */
const absent = [
  '/api/v1/areas/spending',
  '/api/v1/funds/{fund}/statements/{statement}',
  '/api/v1/reconciliations/{reconciliation}',
  '/api/v1/funds/{fund}/imports/{import}/rows',
  '/api/v1/published-contracts/{contract}',
  '/api/v1/published/{fund}',
  '/api/v1/published/{fund}/lines',
  '/api/v1/published/{fund}/totals',
];

describe.each(ordinary)('GET %s', (path, { parameters }) => {
  it('takes a point, and states it', async () => {
    const names = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['asKnownAt', 'effectiveOn']));
    const found = !absent.includes(path);
    const answer = await priya.fetch(
      addressOf(path, `asKnownAt=${number}&effectiveOn=${effectiveOn}`),
    );
    expect([path, answer.status]).toEqual([path, found ? 200 : 404]);
    if (!found) return;
    const stated = answer.headers.get('Purse-Number');
    const text = await answer.text();
    if (stated !== null) {
      expect(Number(stated)).toBe(number);
      return;
    }
    expect(JSON.parse(text)).toMatchObject({ number, final: true, effectiveOn });
  });

  it.each(unanswerable)('refuses %s', async (point, status, why) => {
    const answer = await priya.fetch(addressOf(path, point));
    const { detail } = (await answer.json()) as { detail?: string };
    expect([point, answer.status, detail]).toEqual([point, status, expect.stringContaining(why)]);
  });
});

describe.each(pages)('the page %s', (path) => {
  const at = (point: string): string => `${path}${path.includes('?') ? '&' : '?'}${point}`;

  it('has a form for the point, states the number, and its links keep it', async () => {
    const answer = await priya.fetch(at(`asKnownAt=${number}&effectiveOn=${effectiveOn}`));
    const html = await answer.text();
    expect([path, answer.status]).toEqual([path, 200]);
    for (const name of ['asKnownAt', 'effectiveOn']) expect(html).toContain(`name="${name}"`);
    expect(html).toContain(`value="${effectiveOn}"`);
    expect(html).toContain(`As known at log number ${number}`);
    expect(html).toContain('with only what had taken effect by 30 September 2026');
    const [, main = ''] = html.split('<main');
    const links = [
      ...(main.split('</main>')[0] ?? '').matchAll(/href="(\/(?:funds|events|audit)[^"]*)"/g),
    ];
    for (const [, href = ''] of links)
      expect(href.replaceAll('&amp;', '&')).toContain(`effectiveOn=${effectiveOn}`);
  });

  it('says in words what cannot be shown', async () => {
    for (const [point, status] of unanswerable) {
      const answer = await priya.fetch(at(point), { Accept: 'text/html' });
      expect([point, answer.status]).toEqual([point, status]);
      expect(await answer.text()).toContain('<h1');
    }
  });

  it('takes an empty form for no question', async () => {
    expect((await priya.fetch(at('asKnownAt=&effectiveOn='))).status).toBe(200);
  });
});
