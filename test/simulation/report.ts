import { appendFileSync } from 'node:fs';
import fc from 'fast-check';

/** Says what a run has come to, where the long form asks for it. */
export function tell(text: string): void {
  const file = process.env['SIMULATION_REPORT'];
  if (file !== undefined) appendFileSync(file, `${text}\n`);
}

/** How lives are chosen: by a seed, or as the one life of a run with that seed that was a finding. */
export const chosen = {
  seed: Number(process.env['SIMULATION_SEED'] ?? Date.now() % 2 ** 31),
  ...(process.env['SIMULATION_PATH'] === undefined ? {} : { path: process.env['SIMULATION_PATH'] }),
};

/** Throws on a finding, and says how to repeat it. */
export function judged<Ts>(details: fc.RunDetails<Ts>): void {
  if (!details.failed) return;
  const { seed, counterexamplePath } = details;
  tell(
    `again     SIMULATION_SEED=${seed} SIMULATION_PATH=${counterexamplePath ?? ''} (${expect.getState().currentTestName ?? ''})`,
  );
  throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
}
