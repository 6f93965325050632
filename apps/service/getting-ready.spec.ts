import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gettingReady } from './getting-ready.js';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

it('says that it lives, that it is not ready, and what is being done', async () => {
  const port = await freePort();
  const waiting = await gettingReady('127.0.0.1', port);
  const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
  const live = await ask('/health/live');
  expect([live.status, await live.json()]).toEqual([200, { live: true }]);
  waiting.at('The views are made anew for this release: event 12 of 100');
  for (const path of ['/health/ready', '/funds', '/api/v1/funds?x=1']) {
    const answer = await ask(path);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toEqual({
      ready: false,
      detail:
        'Common Purse is not ready yet. The views are made anew for this release: event 12 of 100.',
    });
  }
  await waiting.close();
  await waiting.close();
  await expect(ask('/health/live')).rejects.toThrow();
});

it('listens nowhere where nobody could know the port', async () => {
  const waiting = await gettingReady('127.0.0.1', 0);
  waiting.at('It starts');
  await waiting.close();
});
