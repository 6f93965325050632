import { randomUUID } from 'node:crypto';
import type { App } from './app.js';

/** What the API answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Bodies of HTTP answers are whatever came; what is expected of them is what is checked.
  readonly body: Body;
}
export type Body = Record<string, never>;

/** Talks to the service as a client of its API does. */
export class Client {
  constructor(
    private readonly app: Pick<App, 'url'>,
    private readonly identity = 'amina',
  ) {}

  async get(path: string): Promise<Answer> {
    return read(await fetch(`${this.app.url}/api/v1/${path}`));
  }

  async post(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    return read(
      await fetch(`${this.app.url}/api/v1/${path}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Purse-Identity': this.identity,
          'Idempotency-Key': randomUUID(),
          ...headers,
        },
        body: JSON.stringify({ reason: 'A story is told', ...body }),
      }),
    );
  }

  /** Posts what must succeed. */
  async done(path: string, body: object): Promise<Body> {
    const answer = await this.post(path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Body,
  };
}
