import { randomUUID } from 'node:crypto';
import type { App } from './app.js';
import { sharedBytes } from './shared-data.js';
import { signedInAs } from './tokens.js';

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
    /** Null: nobody has signed in. */
    private readonly person: string | null = 'amina',
  ) {}

  private async signedIn(): Promise<Record<string, string>> {
    return this.person === null ? {} : signedInAs(this.person, this.app.url);
  }

  async get(path: string): Promise<Answer> {
    const headers = await this.signedIn();
    return read(await fetch(`${this.app.url}/api/v1/${path}`, { headers }));
  }

  async post(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    return read(await this.posted(`/api/v1/${path}`, body, headers));
  }

  /** Asks for a page or a file as it is. */
  async fetch(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.app.url}${path}`, {
      headers: { ...(await this.signedIn()), ...headers },
    });
  }

  /** Posts whatever it is, and says what came of it as it is. */
  posted(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const said = { reason: 'A story is told', ...body };
    return this.sent('POST', path, said, { 'Idempotency-Key': randomUUID(), ...headers });
  }

  async sent(
    method: string,
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.app.url}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(await this.signedIn()), ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Sends a file into a fund as it is. */
  send(fund: string, format: string, bytes: Uint8Array, query = ''): Promise<Answer> {
    return this.sendTo(`funds/${fund}/imports?format=${format}${query}`, bytes);
  }

  async sendTo(path: string, bytes: Uint8Array): Promise<Answer> {
    return read(
      await fetch(`${this.app.url}/api/v1/${path}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/octet-stream',
          ...(await this.signedIn()),
        },
        body: bytes,
      }),
    );
  }

  /** Sends a file of the shared data, which must be taken. */
  async upload(fund: string, format: string, path: string, query = `&file=${path}`): Promise<Body> {
    const answer = await this.send(fund, format, sharedBytes(path), query);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
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
