import type { SmallPool } from '../support/small-pool.js';

/** How the log stands; an attack leaves it so. */
export const headOf = async ({ app }: SmallPool): Promise<number> =>
  (await app.runtime.store.head()).number;

/** The service is well, its views are up to the log, and what is recorded adds up to nothing. */
export async function expectSound(pool: SmallPool): Promise<void> {
  const { client, app } = pool;
  for (const path of ['/health/live', '/health/ready'])
    expect([path, (await client.fetch(path)).status]).toEqual([path, 200]);
  const { body } = await client.get('funds/pool/trial-balance');
  expect(body).toMatchObject({ balanced: true, number: await headOf({ ...pool, app }) });
}

/** What the inside looks like: none of it goes out. */
const inside = /\n\s+at |node_modules|\.[jt]s:\d+|pg-protocol|QueryFailed|TypeError|RangeError/;

/** Refused with a problem of one clear sentence, for what was sent and not for what went wrong in us. */
export async function expectProblem(answer: Response, ...statuses: number[]): Promise<string> {
  const text = await answer.text();
  expect([answer.status, text.slice(0, 300)]).toEqual([
    statuses.find((status) => status === answer.status) ?? statuses,
    expect.anything(),
  ]);
  expect(text).not.toMatch(inside);
  if (answer.headers.get('content-type')?.startsWith('text/html')) {
    expect(text).toContain('<h1');
    return text;
  }
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const { detail, title, status } = JSON.parse(text) as Record<string, unknown>;
  expect({ status, title }).toEqual({ status: answer.status, title: expect.stringMatching(/^\w/) });
  expect(detail).toMatch(/^\S.{20,}\.$/s);
  return String(detail);
}
