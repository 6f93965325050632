import { once } from 'node:events';
import { createServer } from 'node:http';

/** Answers where the service is going to listen, until it does. */
export interface GettingReady {
  /** What is being done, as a sentence without its end. */
  readonly at: (what: string) => void;
  readonly close: () => Promise<void>;
}

const retryAfterSeconds = 5;

/**
 * Listens while views are made anew or the example place is loaded, which may take minutes: whoever
 * watches the service learns that it lives, that it is not ready, and why, instead of finding nobody
 * and starting it again from the beginning. Every other question is answered 503. Nobody can know a
 * port that is still to be taken (0), so there is no answer.
 */
export async function gettingReady(host: string, port: number): Promise<GettingReady> {
  let doing = 'It starts';
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const lives = path === '/health/live';
    response.writeHead(lives ? 200 : 503, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(lives ? {} : { 'retry-after': String(retryAfterSeconds) }),
    });
    const detail = `Common Purse is not ready yet. ${doing}.`;
    response.end(JSON.stringify(lives ? { live: true } : { ready: false, detail }));
  });
  if (port !== 0) {
    server.listen(port, host);
    await once(server, 'listening');
  }
  return {
    at: (what) => (doing = what),
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
