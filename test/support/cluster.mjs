import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PREFIX = 'purse-test-';

/**
 * Before a test run: names the folder of its throw-away cluster. The first test that asks for a
 * database starts it (see database.ts), so a run without one starts nothing.
 */
export async function nameCluster() {
  await removeOrphans();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
  // PostgreSQL runs under an account of its own when root runs the tests.
  chmodSync(folder, 0o755);
  process.env['PURSE_TEST_CLUSTER'] = join(folder, 'postgres');
  // Jest runs no teardown when it is told to stop, and may be told twice.
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!stopping) void removeCluster(folder).finally(() => process.exit(130));
      stopping = true;
    });
  }
  return folder;
}

/** Stops the cluster at once, if it was started, and removes what it wrote. */
export async function removeCluster(folder) {
  try {
    const cluster = join(folder, 'postgres', 'cluster');
    const pidFile = join(cluster, 'postmaster.pid');
    // A run that is stopped early may be just about to start it.
    for (let tries = 0; existsSync(cluster) && !existsSync(pidFile) && tries < 20; tries += 1) {
      await sleep(50);
    }
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    for (let tries = 0; existsSync(`/proc/${String(pid)}`) && tries < 100; tries += 1) {
      await sleep(50);
    }
  } catch {
    // It does not run.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** What a run that was killed left behind: its process, whose number is in the name, is gone. */
async function removeOrphans() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    try {
      process.kill(Number(name.split('-')[2]), 0);
    } catch (error) {
      // EPERM: alive, and somebody else's.
      // Another run may be removing it as well.
      if (error.code === 'ESRCH') await removeCluster(join(tmpdir(), name)).catch(() => undefined);
    }
  }
}
