import { setTimeout as sleep } from 'node:timers/promises';

/** A browser without a screen: it keeps cookies, and follows where it is led one step at a time. */
export class Browsing {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly at: string) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.ask(path, { headers });
  }

  /** Sends a form, as a page of the same site does unless the headers say else. */
  post(
    path: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    headers: Readonly<Record<string, string>> = { 'Sec-Fetch-Site': 'same-origin' },
  ): Promise<Response> {
    const fields = Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    );
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** Sends a form with a file, its fields first, as the forms of the pages have them. */
  async send(
    path: string,
    form: Readonly<Record<string, string>>,
    file?: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries(form)) body.append(name, value);
    if (file) body.append('file', new Blob([new Uint8Array(file.bytes)]), file.name);
    // On a busy machine a large file takes longer to make than a connection is kept for a further request.
    // The service, in this process too, could not end it meanwhile, and would now: first it does.
    await sleep(10);
    return this.ask(path, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin' } });
  }

  /** Follows from answer to answer until one leads nowhere. */
  async follow(answer: Response): Promise<Response> {
    let last = answer;
    for (let to = last.headers.get('Location'); to !== null; to = last.headers.get('Location'))
      last = await this.get(new URL(to, last.url).href);
    return last;
  }

  /** Signs in with the local issuer, as its page asks. */
  async signIn(person: string, path = '/sign-in'): Promise<Response> {
    const asked = await this.follow(await this.get(path));
    return this.follow(await this.post(asked.url, { person }));
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  hold(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  private async ask(path: string, asked: RequestInit): Promise<Response> {
    const url = new URL(path, this.at);
    const held = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { Accept: 'text/html', ...(asked.headers as object), Cookie: held };
    const answer = await fetch(url, { ...asked, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}

/** What the forms of a page send along. */
export const formTokenIn = (page: string): string =>
  /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
