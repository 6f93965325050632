import { place, type Kind, type Place } from '../access/place.js';

/** What is recorded, as it is recorded: for whom it concerns, resumed where it broke off. */
let at: Place;
beforeAll(async () => {
  at = await place();
});
afterAll(() => at.pool.app.stop());

interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}

/** Follows as a browser does; `until` reads on up to what is waited for. */
class Following {
  readonly told: Told[] = [];
  #text = '';
  private constructor(
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly leaving: () => Promise<void>,
  ) {}

  static async as(
    kind: Kind,
    query = '',
    headers: Record<string, string> = {},
  ): Promise<Following> {
    const answer = await at.as(kind).fetch(`/api/v1/changes${query}`, headers);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/event-stream']);
    const reader = answer.body?.getReader();
    if (!reader) throw new Error('there is no body');
    return new Following(reader, () => reader.cancel());
  }

  async until(found: (told: Told) => boolean): Promise<Told[]> {
    while (!this.told.some(found)) {
      const { done, value } = await this.reader.read();
      if (done) throw new Error('it ended before');
      this.#text += Buffer.from(value).toString();
      const parts = this.#text.split('\n\n');
      this.#text = parts.pop() ?? '';
      for (const part of parts) this.#take(part);
    }
    return this.told;
  }

  async ended(): Promise<boolean> {
    for (;;) {
      const { done } = await this.reader.read();
      if (done) return true;
    }
  }

  leave(): Promise<void> {
    return this.leaving();
  }

  #take(part: string): void {
    const fields = new Map(
      part.split('\n').map((line) => {
        const [name = '', ...value] = line.split(': ');
        return [name, value.join(': ')] as const;
      }),
    );
    const { id, event, data } = Object.fromEntries(fields);
    if (id !== undefined && event !== undefined && data !== undefined)
      this.told.push({ id, event, data: JSON.parse(data) as Told['data'] });
  }
}

const head = async (): Promise<number> => (await at.pool.app.runtime.store.head()).number;
const upTo =
  (number: number) =>
  ({ event, id }: Told): boolean =>
    event === 'reached' && Number(id) >= number;
const changesIn = (told: readonly Told[]): Told['data'][] =>
  told.filter(({ event }) => event === 'change').map(({ data }) => data);

const open = (scheme: string) => at.pool.fund('open-scheme', { scheme, name: scheme });

it('tells a commissioner what is recorded, while it is recorded', async () => {
  const from = await head();
  const following = await Following.as('commissioner');
  const done = await open('new');
  const told = await following.until(upTo(Number(done['number'])));
  expect(changesIn(told)).toEqual([
    expect.objectContaining({ number: from + 1, stream: 'fund-pool', type: 'SchemeOpened' }),
  ]);
  expect(told.map(({ id, data }) => [id, data['number']])).toEqual(
    told.map(({ id }) => [id, Number(id)]),
  );
  await following.leave();
});

it('goes on where a connection broke off, and leaves out nothing and tells nothing twice', async () => {
  const first = await Following.as('commissioner');
  await open('first');
  const told = await first.until(upTo(await head()));
  const last = told.at(-1)?.id ?? '';
  await first.leave();

  const between = [await open('second'), await open('third')].map(({ number }) => number);
  const again = await Following.as('commissioner', '?from=1', { 'Last-Event-ID': last });
  const numbers = changesIn(await again.until(upTo(await head()))).map(({ number }) => number);
  expect(numbers).toEqual(between);
  await again.leave();

  const whole = await Following.as('commissioner', '?from=0');
  const all = changesIn(await whole.until(upTo(await head()))).map(({ number }) => Number(number));
  expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
  const seen = await at.as('commissioner').get('events?limit=1000');
  const events = seen.body['events'] as unknown as { number: number }[];
  expect(all).toEqual(expect.arrayContaining(events.map(({ number }) => number)));
  await whole.leave();
});

it('tells a provider of its own, and of others that a number was reached', async () => {
  const mine = await Following.as('providerA', '?from=0');
  const told = await mine.until(upTo(await head()));
  const own = changesIn(told);
  // An invoice of theirs is an event of the fund, of which they see a line: its number is all they are told.
  expect(own.some(({ stream, type }) => stream === null && type === null)).toBe(true);
  // Everything of it that names a stream is an award of theirs, a register or a place.
  for (const { stream } of own)
    expect(stream === null || !/^(fund|appointment|person|agreement)-/.test(String(stream))).toBe(
      true,
    );
  const text = JSON.stringify(told);
  const others = await Following.as('providerB', '?from=0');
  const theirs = changesIn(await others.until(upTo(await head())));
  const streamsOf = (of: readonly Told['data'][]) =>
    of.map(({ stream }) => String(stream)).filter((stream) => /^(contract|grant)-/.test(stream));
  expect(streamsOf(own).length).toBeGreaterThan(0);
  expect(streamsOf(theirs).length).toBeGreaterThan(0);
  for (const stream of streamsOf(theirs)) expect(text).not.toContain(stream);

  // What a list of theirs can show, and nothing more, is told by its number.
  const before = mine.told.length;
  await at.pool.fund('open-scheme', { scheme: 'other', name: 'Nobody’s of theirs' });
  const since = (await mine.until(upTo(await head()))).slice(before);
  expect(changesIn(since)).toEqual([]);
  expect(since.map(({ event, data }) => [event, Object.keys(data)])).toEqual(
    since.map(() => ['reached', ['number']]),
  );
  await mine.leave();
  await others.leave();
});

it('ends where it changes who acts for whom, so that what is seen is judged anew', async () => {
  const following = await Following.as('commissioner');
  await at.as('administrator').done('appointments/ending/appoint', {
    ...{ person: 'somebody', organisation: 'GB-LAE-NMR', role: 'commissioner', funds: null },
    ...{ office: 'officer', authority: 'Scheme of delegation' },
  });
  expect(await following.ended()).toBe(true);
});

it('refuses what cannot be followed', async () => {
  for (const [query, status] of [
    ['?from=soon', 400],
    ['?from=99999999', 422],
  ] as const)
    expect([query, (await at.as('commissioner').fetch(`/api/v1/changes${query}`)).status]).toEqual([
      query,
      status,
    ]);
  expect((await at.as('none').fetch('/api/v1/changes')).status).toBe(401);
});

it('is held open by one person only so many times, and again when one is closed', async () => {
  const held: Following[] = [];
  for (let nth = 0; nth < 8; nth += 1) held.push(await Following.as('approver'));
  const { status, body } = await at.as('approver').get('changes');
  expect([status, body['type']]).toEqual([429, 'urn:common-purse:problem:too-many-followers']);
  await held.pop()?.leave();
  let answered = 429;
  // The service learns by and by that somebody has gone; what never comes, the time limit of tests ends.
  while (answered === 429) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = await at.as('approver').fetch('/api/v1/changes');
    answered = answer.status;
    await answer.body?.cancel();
  }
  expect(answered).toBe(200);
  for (const following of held) await following.leave();
});
