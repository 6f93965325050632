import type { NodeContext } from './node.js';

/**
 * Waits until what was written is replicated, as long as an append may take. Who is not answered
 * `yes` does not know whether it will be there later.
 */
export async function replicated(
  node: NodeContext,
  upTo: number,
): Promise<'yes' | 'lost' | 'not-yet'> {
  if (upTo <= node.log.length) return 'yes';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'not-yet'>((resolve) => {
    timer = setTimeout(() => resolve('not-yet'), node.limits.writeTimeout);
  });
  const confirmed = node.log.confirmed(upTo).then((yes) => (yes ? 'yes' : 'lost'));
  return Promise.race([confirmed, late]).finally(() => clearTimeout(timer));
}
