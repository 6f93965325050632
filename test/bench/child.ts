import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a process says first, when it is ready; an error where it ends before. */
export async function firstSaid<Said>(child: ChildProcess): Promise<Said> {
  const ended = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`the process that measures with us ended with ${String(code)}`);
  });
  const [said] = await Promise.race([once(child, 'message'), ended]);
  return said as Said;
}

/** Lets a process that measures with us end by itself: it does so when we hang up. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
