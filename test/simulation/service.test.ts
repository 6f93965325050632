import fc from 'fast-check';
import { Life } from './service/life.js';
import { findings } from './service/findings.js';
import { tally } from './service/tally.js';
import { lives, type Step } from './service/steps.js';

const minutes = Number(process.env['SIMULATION_MINUTES'] ?? 0);
const runs = Number(process.env['SIMULATION_LIVES'] ?? (minutes > 0 ? 1_000_000 : 6));
const seed = Number(process.env['SIMULATION_SEED'] ?? Date.now() % 2 ** 31);

/** When the time is up, what is left of the lives is not lived; nor is a finding made smaller for ever. */
const until = minutes > 0 ? Date.now() + minutes * 60_000 : Infinity;
const shrinkingMilliseconds = minutes > 0 ? 180_000 : 60_000;
let foundAt = Infinity;
/** The life that is being lived: it ends by itself where fast-check stops waiting for it. */
let living: Promise<void> = Promise.resolve();

async function live(steps: readonly Step[]): Promise<void> {
  if (Date.now() > Math.min(until, foundAt + shrinkingMilliseconds)) return;
  try {
    await (living = Life.of(steps));
  } catch (error) {
    foundAt = Math.min(foundAt, Date.now());
    throw error;
  }
  const told = minutes > 0 ? tally.progress(60_000) : undefined;
  if (told !== undefined && foundAt === Infinity) process.stderr.write(`${told}\n`);
}

it(`keeps the rules over several funds and processes (seed ${seed})`, async () => {
  await fc.assert(fc.asyncProperty(lives, live), {
    seed,
    numRuns: runs,
    ...(minutes > 0 ? { interruptAfterTimeLimit: minutes * 60_000 } : {}),
  });
  await living;
  if (minutes > 0) process.stderr.write(`${tally.written()}\n`);
}, 86_400_000);

it.each(findings)('has learned that $lesson', ({ steps }) => Life.of(steps));
