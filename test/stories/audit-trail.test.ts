import { loadExample } from '#apps/service/example/load-example.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** What an auditor finds in the worked story, and in a correction of a correction. */
let app: App;
let client: Client;
let before: number;
const numbers: Record<string, number> = {};

const fund = 'funds/northmoor';
const provider = 'GB-COH-19990003';
const hall = (net: string) => ({
  ...{ provider, scheme: 'infrastructure', net, reference: 'INV-77' },
  sources: [{ source: 'council', amount: net }],
});

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  await loadExample(app.runtime.store, '2026-11-22');
  before = (await app.runtime.store.head()).number;
  client = new Client(app);
  const tell = async (name: string, command: string, body: object): Promise<void> => {
    numbers[name] = Number((await client.done(`${fund}/${command}`, body))['number']);
  };
  await tell('verified', 'verify-expenditure', {
    ...hall('1234.00'),
    expenditure: 'hall-1',
  });
  await tell('reversed', 'reverse-expenditure', { expenditure: 'hall-1r', corrects: 'hall-1' });
  await tell('again', 'verify-expenditure', {
    ...hall('1243.00'),
    expenditure: 'hall-2',
  });
});
afterAll(() => app.stop());

const search = async (query: string) => {
  const { status, body } = await client.get(`events?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body as unknown as {
    number: number;
    final: boolean;
    next: string | null;
    events: {
      number: number;
      stream: string;
      type: string;
      amount: string | null;
      actor: string;
      funds: string[];
      corrects: string[];
      correctedBy: number[];
    }[];
  };
};
const found = async (query: string): Promise<number[]> =>
  (await search(query)).events.map(({ number }) => number);

describe('a search', () => {
  it('pages through the whole log, both ways, as it stands', async () => {
    const read = async (order: string): Promise<number[]> => {
      const all: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await search(`order=${order}&limit=100&cursor=${cursor}`);
        all.push(...page.events.map(({ number }) => number));
        cursor = page.next;
      }
      return all;
    };
    const every: number[] = [];
    for await (const events of app.runtime.store.read(0))
      for (const { number, stream } of events)
        // Whom the ICB appoints is the ICB's.
        if (!stream.startsWith('appointment-GB-NHS')) every.push(number);
    expect(await read('oldest')).toEqual(every);
    expect(await read('newest')).toEqual(every.reverse());
  });

  it('finds by what an event is about, alone and together', async () => {
    const one = numbers['verified'] ?? 0;
    const three = [one, numbers['reversed'] ?? 0, numbers['again'] ?? 0];
    expect(
      await found(`fund=northmoor&provider=${provider}&amountFrom=1234&amountTo=1300`),
    ).toEqual(three);
    expect(await found(`type=ExpenditureReversed`)).toEqual([three[1]]);
    expect(await found(`recordedFrom=2026-11-22&account=cash:expenditure`)).toEqual(three);
    expect(await found(`recordedFrom=2026-11-22&scheme=infrastructure&source=icb`)).toEqual([]);
    expect(await found(`amountFrom=1234.00&amountTo=1234.00`)).toEqual(three.slice(0, 2));
    expect(await found(`actor=rosalind&fund=northmoor&limit=1`)).toHaveLength(1);
    expect(await found(`authority=DIRECTOR&type=ApprovalGiven`)).toHaveLength(1);
    expect(await found(`effectiveFrom=2026-11-22&effectiveTo=2026-11-22`)).toEqual(three);
  });

  it('finds awards and moves with the funds that they touch', async () => {
    const { events } = await search('fund=northmoor&type=ContractAwarded,ReallocationDecided');
    expect(events.map(({ type }) => type)).toEqual([
      'ContractAwarded',
      'ContractAwarded',
      'ReallocationDecided',
    ]);
    expect(events[0]?.funds).toEqual(['northmoor']);
    const ofAward = await search('award=moorside');
    expect(new Set(ofAward.events.map(({ stream }) => stream))).toEqual(
      new Set(['grant-moorside', 'fund-northmoor']),
    );
    expect(await found('fund=nowhere')).toEqual([]);
  });

  it('knows what was known, and counts what had taken effect', async () => {
    const known = await search(`asKnownAt=${before}&order=newest&limit=1`);
    expect(known).toMatchObject({ number: before, events: [{ number: before }] });
    expect(await found(`asKnownAt=${before}&provider=${provider}&amountFrom=1234`)).toEqual([]);
    expect(await found('effectiveOn=2026-11-21&recordedFrom=2026-11-22')).toEqual([]);
    const reversed = await search(`asKnownAt=${numbers['verified'] ?? 0}&type=ExpenditureVerified`);
    expect(reversed.events.at(-1)).toMatchObject({ correctedBy: [] });
  });

  it.each([
    ['amountFrom=1,000.00', 'amountFrom'],
    ['type=MoneyVanished', 'no event type'],
    ['acter=amina', 'acter'],
    ['effectiveFrom=2026-13-01', 'effectiveFrom'],
    ['recordedTo=yesterday', 'recordedTo'],
    ['limit=0', 'limit'],
  ])('refuses %s and says why', async (query, why) => {
    const { status, body } = await client.get(`events?${query}`);
    expect(status).toBe(400);
    expect(body['detail']).toContain(why);
  });
});

describe('an event that is opened', () => {
  it('shows its bytes as the log keeps them', async () => {
    const { body } = await client.get('events/8');
    const text = String(body['canonical']);
    const event = JSON.parse(JSON.stringify(body['event']));
    expect(JSON.parse(text)).not.toHaveProperty('number');
    expect({
      ...JSON.parse(text),
      number: 8,
      recorded: event.recorded,
    }).toEqual(body['event']);
    expect(body['proof']).toBe('/api/v1/events/8/proof');
  });

  it('shows the chain of its corrections from both ends', async () => {
    const links = [{ number: numbers['reversed'], corrects: numbers['verified'], how: 'reverses' }];
    for (const name of ['verified', 'reversed'])
      expect((await client.get(`events/${numbers[name]}`)).body['corrections']).toMatchObject({
        links,
        events: [{ number: numbers['verified'] }, { number: numbers['reversed'] }],
      });
    const then = await client.get(`events/${numbers['verified']}?asKnownAt=${numbers['verified']}`);
    expect(then.body['corrections']).toMatchObject({ links: [] });
    expect((await search(`type=ExpenditureVerified&order=newest&limit=2`)).events).toMatchObject([
      { number: numbers['again'], correctedBy: [] },
      { number: numbers['verified'], correctedBy: [numbers['reversed']] },
    ]);
  });

  it('shows by which delegation, as it stood, it was decided', async () => {
    const [moved] = await found('type=BudgetMovedOut');
    const [adopted] = await found('type=DelegationAdopted&stream=delegation-GB-LAE-NMR');
    const { body } = await client.get(`events/${moved}`);
    expect(body['judgedBy']).toMatchObject({
      approvals: [
        {
          by: 'rosalind',
          office: 'director',
          terms: { stream: 'delegation-GB-LAE-NMR', revision: 0, number: adopted },
          powersThen: [{ office: 'director', limit: '100000.00' }],
        },
      ],
    });
  });

  it('names the version of the agreement whose limits a promise was judged by', async () => {
    const [reserved] = await found('type=CommitmentReserved&limit=1');
    const [signed] = await found('type=AgreementSigned');
    const { body } = await client.get(`events/${reserved}`);
    expect(body['judgedBy']).toMatchObject({ agreement: { revision: 0, number: signed } });
  });

  it('is not there before it was recorded, nor beyond the end', async () => {
    expect((await client.get(`events/${before + 1}?asKnownAt=${before}`)).status).toBe(404);
    expect((await client.get('events/999999')).status).toBe(404);
  });
});
