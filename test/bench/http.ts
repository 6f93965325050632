import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { IncomingMessage } from 'node:http';
import { end, firstSaid } from './child.js';
import { inTurn, percentile } from './measure.js';
import type { Place } from './place.js';
import { atMost, type Row, type Size } from './row.js';

const connections = 64;
const server = fileURLToPath(new URL('http-server.js', import.meta.url));

/** What the service says when it listens: where, and how its client signs in. */
interface Ready {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A payment is recorded, and the same body echoed by a route that does nothing, by 64 connections. */
export async function http(place: Place, size: Size): Promise<Row[]> {
  const url = await place.fresh();
  const service = fork(server, [url]);
  try {
    const { address, headers } = await firstSaid<Ready>(service);
    const client = new HttpClient(Number(new URL(address).port), headers);
    await client.post('/api/v1/funds/bench/establish-fund', {
      ...{ name: 'Bench', kind: 'single', host: 'northmoor-council', reason: 'A measurement' },
    });
    await client.post('/api/v1/funds/bench/open-scheme', {
      ...{ scheme: 'carers', name: 'Carers', demandLed: true, reason: 'A measurement' },
    });
    const times: Record<'command' | 'echo', number[]> = { command: [], echo: [] };
    const p99 = async (name: 'command' | 'echo', path: string): Promise<number> => {
      times[name] = await client.times(path, size.requests);
      return percentile(times[name], 0.99);
    };
    const measured = await inTurn(size.runs, {
      command: () => p99('command', '/api/v1/funds/bench/record-payment'),
      echo: () => p99('echo', '/echo'),
    });
    client.close();
    const p50 = (name: 'command' | 'echo'): string => percentile(times[name], 0.5).toFixed(1);
    return [
      atMost(
        `HTTP command, ${connections} connections, p99`,
        measured.command,
        measured.echo,
        'an echo route',
        1.5,
        'ms',
      ),
      {
        work: 'HTTP command, p50',
        ours: `${p50('command')} ms`,
        peer: `an echo route: ${p50('echo')} ms`,
        ratio: `${(Number(p50('command')) / Number(p50('echo'))).toFixed(2)} ×`,
        target: '',
        met: undefined,
      },
    ];
  } finally {
    await end(service);
    await place.drop(url);
  }
}

class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: connections });

  constructor(
    private readonly port: number,
    private readonly headers: Ready['headers'],
  ) {}

  /** Milliseconds of each answer; every connection asks again as soon as it is answered. */
  async times(path: string, requests: number): Promise<number[]> {
    const times: number[] = [];
    let left = requests;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (left-- > 0) {
          const started = performance.now();
          await this.post(path, payment());
          times.push(performance.now() - started);
        }
      }),
    );
    return times;
  }

  async post(path: string, body: object): Promise<void> {
    const asking = request({
      ...{ host: '127.0.0.1', port: this.port, path, method: 'POST', agent: this.#agent },
      headers: {
        'Content-Type': 'application/json',
        ...this.headers,
        'Idempotency-Key': randomUUID(),
      },
    });
    asking.end(JSON.stringify(body));
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    const said = await text(answer);
    if (answer.statusCode !== 200) throw new Error(`${path}: ${said}`);
  }

  close(): void {
    this.#agent.destroy();
  }
}

const payment = (): object => ({
  ...{ expenditure: randomUUID(), provider: 'GB-COH-00000001', scheme: 'carers' },
  ...{ nature: 'revenue', net: '1200.00', reference: 'BACS-17', reason: 'monthly run' },
});
