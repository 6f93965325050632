import { generateKeyPairSync } from 'node:crypto';
import { Client as Database } from 'pg';
import { formatVerifierKey, parseVerifierKey, signerFrom } from '#libs/transparency/keys.js';
import { readEntryBundle } from '#libs/transparency/entry-bundle.js';
import { verifyGrowth } from '#libs/transparency/growth.js';
import { leafHash } from '#libs/transparency/hashes.js';
import { formatSignature, parseNote } from '#libs/transparency/note.js';
import { cosign } from '#libs/transparency/signatures.js';
import {
  openCheckpoint,
  type SignedCheckpoint,
  type TrustedLog,
} from '#libs/transparency/signed-checkpoint.js';
import {
  consistencyProof,
  inclusionProof,
  storedRoot,
  type TileReader,
} from '#libs/transparency/stored-tree.js';
import { tilePath, tileWidthMax } from '#libs/transparency/tiles.js';
import { verifyConsistency, verifyInclusion } from '#libs/transparency/verify-proof.js';
import { rotateKey } from '#apps/service/log/rotate-key.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { signedInAs } from '#test/support/tokens.js';

const pem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

/** A stranger, with libs/transparency and HTTP and nothing else. */
const fetched = async (path: string, person?: string): Promise<Response> =>
  fetch(
    `${app.url}${path}`,
    person === undefined ? {} : { headers: await signedInAs(person, app.url) },
  );
const json = async (path: string): Promise<Record<string, never>> =>
  (await (await fetched(path)).json()) as Record<string, never>;
const told = async (response: Response) => {
  const { type, detail } = (await response.json()) as { type: string; detail: string };
  return { status: response.status, problem: type.split(':').at(-1), detail };
};
const tilesOf =
  (size: () => number): TileReader =>
  async (level, index, width) => {
    // A tile is asked for as wide as the checkpoint's tree has it.
    const nodes = Math.floor(size() / tileWidthMax ** level) - index * tileWidthMax;
    const name = { level, index, width: Math.max(width, Math.min(nodes, tileWidthMax)) };
    const response = await fetched(`/log/${tilePath(name)}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/octet-stream',
    ]);
    return new Uint8Array(await response.arrayBuffer());
  };

interface Keys {
  readonly origin: string;
  readonly id: string;
  readonly keys: readonly { verifierKey: string; from: number; to: number | null }[];
  readonly cosigners: readonly {
    verifierKey: string;
    organisation: string;
    from: string;
    to: string | null;
  }[];
}

async function trusted(): Promise<TrustedLog & { readonly id: string }> {
  const { origin, id, keys, cosigners } = (await json('/log/keys')) as unknown as Keys;
  const seconds = (instant: string) => Date.parse(instant) / 1000;
  return {
    ...{ origin, id },
    keys: keys.map(({ verifierKey, from, to }) => ({
      ...{ key: parseVerifierKey(verifierKey), from },
      ...(to === null ? {} : { to }),
    })),
    cosigners: cosigners.map(({ verifierKey, from, to }) => ({
      ...{ key: parseVerifierKey(verifierKey), from: seconds(from) },
      ...(to === null ? {} : { to: seconds(to) }),
    })),
  };
}

async function newest(): Promise<SignedCheckpoint> {
  const response = await fetched('/log/checkpoint');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  return openCheckpoint(await response.text(), await trusted());
}

const register = async (count: number, prefix: string): Promise<void> => {
  const client = new Client(app);
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      client.done(`organisations/${prefix}-${n}/register-organisation`, { name: `Body ${n}` }),
    ),
  );
};
/** As a minute later: the service signs what has come. */
const aMinuteLater = async (): Promise<SignedCheckpoint> => {
  const { number } = await app.runtime.store.head();
  await app.runtime.transparency.checkpointCovering(number);
  return newest();
};

it('is followed by a stranger from one checkpoint to the next', async () => {
  await register(260, 'first');
  const kept = await aMinuteLater();
  await register(300, 'second');
  const now = await aMinuteLater();
  expect(now.size).toBeGreaterThanOrEqual(kept.size + 300);
  const tiles = tilesOf(() => now.size);
  expect(Buffer.from(await storedRoot(tiles, now.size))).toEqual(Buffer.from(now.root));
  verifyGrowth(kept, now, await consistencyProof(tiles, kept.size, now.size));

  const bundle = await fetched('/log/tile/entries/000', 'priya');
  expect(bundle.status).toBe(200);
  const entries = readEntryBundle(
    'entries',
    new Uint8Array(await bundle.arrayBuffer()),
    tileWidthMax,
  );
  for (const index of [0, 1, 128, 255])
    verifyInclusion(
      { index, size: now.size, leaf: leafHash(entries[index] ?? Buffer.of()), root: now.root },
      await inclusionProof(tiles, index, now.size),
    );
  const long = await fetched('/log/tile/long-entries/000.p/3', 'priya');
  expect(readEntryBundle('long-entries', new Uint8Array(await long.arrayBuffer()), 3)).toEqual(
    entries.slice(0, 3),
  );
});

it('serves what the tree has, in the ways of tlog-tiles, and nothing that it has not', async () => {
  const { size } = await newest();
  const full = await fetched('/log/tile/0/000');
  expect([
    full.status,
    full.headers.get('cache-control'),
    (await full.arrayBuffer()).byteLength,
  ]).toEqual([200, 'public, max-age=31536000, immutable', 8192]);
  expect((await fetched('/log/checkpoint')).headers.get('cache-control')).toBe('no-cache');
  const partial = await fetched(`/log/tile/0/002.p/${size - 512}`);
  expect((await partial.arrayBuffer()).byteLength).toBe((size - 512) * 32);
  expect(await told(await fetched('/log/tile/0/002'))).toMatchObject({
    status: 404,
    problem: 'not-in-the-tree',
  });
  expect(await told(await fetched('/log/tile/2/000'))).toMatchObject({
    status: 404,
    problem: 'not-in-the-tree',
  });
  for (const path of ['0/2', '0/000.p/256', '0/000.p/0', '64/000', '00/000', 'entries/x001'])
    expect(await told(await fetched(`/log/tile/${path}`))).toMatchObject({
      status: 404,
      problem: 'not-found',
    });
});

it.each([[undefined], ['amina'], ['grace']])(
  'shows entries to an auditor only, and not to %s',
  async (who) =>
    expect(await told(await fetched('/log/tile/entries/000', who))).toEqual({
      status: 403,
      problem: 'entries-not-open',
      detail:
        'The entries of the log hold every fund and provider: only an appointed auditor may read them. Hashes, checkpoints and proofs are for all.',
    }),
);

it('proves an event, and that it only grew, in one answer', async () => {
  const log = await trusted();
  const { size, root } = await newest();
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const event = (await json(`/api/v1/events/7/proof?size=${size}`)) as unknown as {
    index: number;
    leaf: string;
    root: string;
    proof: string[];
  };
  expect(event.index).toBe(6);
  expect(bytes(event.root)).toEqual(Buffer.from(root));
  verifyInclusion({ index: 6, size, leaf: bytes(event.leaf), root }, event.proof.map(bytes));
  const covered = (await json('/api/v1/events/7/proof')) as unknown as { size: number };
  expect(covered.size).toBeGreaterThanOrEqual(size);

  const grown = (await json(`/api/v1/log/consistency?from=100&to=${size}`)) as unknown as {
    origin: string;
    fromRoot: string;
    toRoot: string;
    proof: string[];
  };
  expect(grown.origin).toBe(log.origin);
  verifyConsistency(
    { olderSize: 100, olderRoot: bytes(grown.fromRoot), newerSize: size, newerRoot: root },
    grown.proof.map(bytes),
  );
  expect(await told(await fetched('/api/v1/events/100000/proof'))).toMatchObject({
    status: 404,
    problem: 'not-in-the-tree',
  });
  expect(await told(await fetched('/api/v1/log/consistency?from=0&to=5'))).toMatchObject({
    problem: 'invalid-request',
  });
  expect(await told(await fetched('/api/v1/log/consistency?from=7&to=5'))).toMatchObject({
    problem: 'invalid-request',
  });
});

describe('a partner that cosigns', () => {
  const icb = signerFrom('cosignature', 'moorland-icb.example', pem());
  const verifierKey = formatVerifierKey(icb.key);
  const give = (size: number, signature: string): Promise<Response> =>
    fetch(`${app.url}/log/cosignatures`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ size, signature }),
    });
  const seconds = () => Math.floor(Date.now() / 1000);
  const noteOf = async (size: number): Promise<string> =>
    (await fetched(`/log/checkpoints/${size}`)).text();
  const signed = async (size: number, time = seconds(), by = icb): Promise<string> =>
    formatSignature(cosign(parseNote(await noteOf(size)).text, by, time));

  it('is unknown until its organisation admits its key', async () => {
    const { size } = await newest();
    expect(await told(await give(size, await signed(size)))).toMatchObject({
      status: 404,
      problem: 'key-unknown',
    });
    const { id } = await trusted();
    const admitted = await new Client(app, 'tomasz').post(`logs/${id}/admit-cosigner`, {
      verifierKey,
    });
    expect(admitted.status).toBe(200);
    const { cosigners } = (await json('/log/keys')) as unknown as Keys;
    expect(cosigners).toMatchObject([{ verifierKey, organisation: 'GB-NHS-QMR', to: null }]);
  });

  it('signs what it saw: recorded as an event, and shown beside the checkpoint', async () => {
    const { size } = await newest();
    const line = await signed(size);
    expect((await give(size, line)).status).toBe(200);
    expect((await give(size, line)).status).toBe(200);
    const { cosignatures } = openCheckpoint(await noteOf(size), await trusted());
    expect(cosignatures.map(({ key }) => formatVerifierKey(key))).toEqual([verifierKey]);
    const { checkpoints } = (await json('/log/checkpoints?limit=1')) as unknown as {
      checkpoints: { size: number; cosignatures: string[] }[];
    };
    expect(checkpoints).toMatchObject([{ size, cosignatures: [line.trimEnd()] }]);
    const older = (await json(`/log/checkpoints?limit=1&cursor=${size}`)) as unknown as {
      checkpoints: { size: number }[];
      next: string;
    };
    expect(older.checkpoints[0]?.size).toBeLessThan(size);
    expect(older.next).toBe(String(older.checkpoints[0]?.size));
    const wrong = await fetched('/log/checkpoints?cursor=first');
    expect(await told(wrong)).toMatchObject({ status: 400, problem: 'invalid-request' });
  });

  it('is refused a signature that is not good, of no checkpoint, or of another key', async () => {
    const { size } = await newest();
    const line = await signed(size);
    const forged = Buffer.from(line.split(' ').at(-1) ?? '', 'base64');
    forged[40] = (forged[40] ?? 0) ^ 1;
    const bad = `— ${icb.key.name} ${forged.toString('base64')}\n`;
    expect(await told(await give(size, bad))).toMatchObject({
      status: 422,
      problem: 'bad-signature',
    });
    expect(await told(await give(size, 'no line'))).toMatchObject({ problem: 'bad-signature' });
    expect(await told(await give(size + 1000, line))).toMatchObject({
      status: 404,
      problem: 'checkpoint-unknown',
    });
    const stranger = signerFrom('cosignature', 'stranger.example', pem());
    expect(await told(await give(size, await signed(size, seconds(), stranger)))).toMatchObject({
      problem: 'key-unknown',
    });
    expect(await told(await give(size, await signed(size, seconds() + 3600)))).toMatchObject({
      problem: 'bad-signature',
    });
    expect(await told(await give(size, await signed(size, 1_000)))).toMatchObject({
      problem: 'key-unknown',
    });
  });

  it('cannot say that a smaller checkpoint is the largest it saw', async () => {
    const { checkpoints } = (await json('/log/checkpoints')) as unknown as {
      checkpoints: { size: number }[];
    };
    const oldest = checkpoints.at(-1)?.size ?? 0;
    expect(await told(await give(oldest, await signed(oldest)))).toMatchObject({
      status: 409,
      problem: 'cosignature-out-of-order',
    });
  });

  it('is removed by its own organisation and no other', async () => {
    const { id } = await trusted();
    const removing = { verifierKey, cause: 'The machine was replaced' };
    const others = await new Client(app, 'owen').post(`logs/${id}/remove-cosigner`, removing);
    expect([others.status, others.body['type']]).toEqual([
      403,
      'urn:common-purse:problem:another-organisation',
    ]);
    const twice = await new Client(app, 'tomasz').post(`logs/${id}/admit-cosigner`, {
      verifierKey,
    });
    expect(twice.body['type']).toBe('urn:common-purse:problem:key-known');
    const elsewhere = await new Client(app, 'tomasz').post('logs/elsewhere/admit-cosigner', {
      verifierKey,
    });
    expect(elsewhere.status).toBe(404);
    expect(
      (await new Client(app, 'tomasz').post(`logs/${id}/remove-cosigner`, removing)).status,
    ).toBe(200);
    const { size } = await aMinuteLater();
    expect(await told(await give(size, await signed(size, seconds() + 2)))).toMatchObject({
      problem: 'key-unknown',
    });
  });

  it.each([
    ['of the log', () => formatVerifierKey({ ...icb.key, kind: 'note' }), 'not-a-key'],
    ['that is none', () => 'icb.example+00000000+AAAA', 'not-a-key'],
  ])('is not admitted with a key %s', async (_, key, problem) => {
    const { id } = await trusted();
    const answer = await new Client(app, 'tomasz').post(`logs/${id}/admit-cosigner`, {
      verifierKey: key(),
    });
    expect(answer.body['type']).toBe(`urn:common-purse:problem:${problem}`);
  });
});

it('changes its key: both sign the first checkpoint, then the new one alone', async () => {
  const before = await newest();
  const old = await trusted();
  expect(old.keys).toHaveLength(1);
  const rotated = await rotateKey(app.runtime.transparency, app.keyFile, 'followed');
  if ('problem' in rotated) throw new Error(rotated.problem);
  const both = openCheckpoint(
    await (await fetched(`/log/checkpoints/${rotated.size}`)).text(),
    await trusted(),
  );
  expect(both.signedBy).toHaveLength(2);
  // Who knows the old key only can still take this one, and learns the new key from the log itself.
  openCheckpoint(await (await fetched(`/log/checkpoints/${rotated.size}`)).text(), old);
  await register(1, 'third');
  const after = await aMinuteLater();
  expect(after.signedBy.map(formatVerifierKey)).toEqual([rotated.verifierKey]);
  const { keys } = await trusted();
  expect(keys.map(({ from, to }) => [from, to])).toEqual([
    [0, rotated.size],
    [rotated.from, undefined],
  ]);
  const tiles = tilesOf(() => after.size);
  verifyGrowth(before, after, await consistencyProof(tiles, before.size, after.size));
  const alone = await (await fetched(`/log/checkpoints/${after.size}`)).text();
  expect(() => openCheckpoint(alone, old)).toThrow('No known key signed');
});

it('says in its health how far it is signed', async () => {
  const { size } = await aMinuteLater();
  expect(await json('/health/ready')).toMatchObject({
    ready: true,
    signed: { events: size, trouble: null },
  });
});

it('says in its health that the log is not what was signed, and signs no more', async () => {
  const { size } = await aMinuteLater();
  const superuser = new Database({ connectionString: app.databaseUrl });
  await superuser.connect();
  await superuser.query('update log_tree.checkpoint set root = sha256(root) where size = $1', [
    size,
  ]);
  await superuser.end();
  await register(1, 'fourth');
  const proof = await fetched(`/api/v1/events/${size + 1}/proof`);
  const detail = `The first ${size} events of the log are not those that were signed.`;
  expect(await told(proof)).toMatchObject({
    ...{ status: 503, problem: 'log-altered' },
    detail: expect.stringContaining(detail),
  });
  const ready = await fetched('/health/ready');
  expect([ready.status, await ready.json()]).toMatchObject([
    503,
    { ready: false, signed: { events: size, trouble: expect.stringContaining('of the log') } },
  ]);
  expect(await (await fetched('/metrics')).text()).toContain('purse_log_altered 1');
});
