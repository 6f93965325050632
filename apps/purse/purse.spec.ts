import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readyPort, stopServer } from '#apps/service/database/server.js';

// The program itself, from its way in; it builds first where the sources are newer.
let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'purse-cli-'));
  // PostgreSQL runs under an account of its own when root runs the tests.
  chmodSync(data, 0o755);
});

afterEach(async () => {
  await stopServer(join(data, 'postgres'));
  rmSync(data, { recursive: true, force: true });
});

function launch(words: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['apps/purse/bootstrap.mjs', ...words], {
    env: {
      ...process.env,
      ...{ EVENTSTORE_URL: '', NODE_ENV: 'test', PORT: '0', PURSE_DATA: data },
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, said });
    });
  });
}

async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Common Purse is at http://')) resolve();
    });
    child.on('exit', () => reject(new Error(`It ended before it was ready: ${said}`)));
  });
}

describe('purse', () => {
  it('answers 0 when asked for help, and 2 when used wrongly', async () => {
    expect(await ended(launch(['--help']))).toMatchObject({ code: 0 });
    const wrong = await ended(launch(['nonsense']));
    expect(wrong.code).toBe(2);
    expect(wrong.said).toContain("unknown command 'nonsense'");
    expect(await ended(launch(['doctor', '--nonsense']))).toMatchObject({ code: 2 });
    const nowhere = await ended(launch(['start', '--port', '65536']));
    expect([nowhere.code, nowhere.said]).toEqual([
      2,
      expect.stringContaining('Write a whole number from 0 to 65535.'),
    ]);
  });

  it('answers 1 with the reasons alone where settings are wrong', async () => {
    const { code, said } = await ended(launch(['start'], { PORT: 'x', LOG_LEVEL: 'loud' }));
    expect(code).toBe(1);
    expect(said.trim().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/^PORT is "x": /),
      expect.stringMatching(/^LOG_LEVEL is "loud": /),
    ]);
  });

  it('answers 1 with one sentence where the port is taken, before it starts a database', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, said } = await ended(launch(['start'], { PORT: String(port) }));
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} of 127.0.0.1 is taken by another program`);
    expect(said).not.toMatch(/^\s+at /m);
    expect(readyPort(join(data, 'postgres', 'cluster'))).toBeUndefined();
  });

  it('stops cleanly when told to, and its database with it', async () => {
    const service = launch(['start']);
    const end = ended(service);
    await ready(service);
    service.kill('SIGINT');
    // A terminal and npm both send it.
    service.kill('SIGINT');
    expect(await end).toMatchObject({ code: 0 });
    expect(readyPort(join(data, 'postgres', 'cluster'))).toBeUndefined();
  });

  it('joins the database that a killed service left running', async () => {
    const killed = launch(['start']);
    const gone = ended(killed);
    await ready(killed);
    killed.kill('SIGKILL');
    await gone;
    const left = readyPort(join(data, 'postgres', 'cluster'));
    expect(left).toBeGreaterThan(0);

    const next = launch(['start']);
    const end = ended(next);
    await ready(next);
    expect(readyPort(join(data, 'postgres', 'cluster'))).toBe(left);
    next.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0 });
    expect(readyPort(join(data, 'postgres', 'cluster'))).toBeUndefined();
  });
});
