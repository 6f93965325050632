import { streamOf } from '#contracts/events/all.js';
import { organisationDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/**
 * The identifiers of a body, as its own registration has them; another one too, where that one's
 * registration shares any of them.
 */
export async function identifiersOf(
  ledger: Ledger,
  id: string,
  other?: string,
): Promise<ReadonlySet<string>> {
  const known = await registered(ledger, id);
  if (other === undefined || known.has(other)) return known;
  const shared = [...(await registered(ledger, other))].some((one) => known.has(one));
  return shared ? known.add(other) : known;
}

const registered = (ledger: Ledger, id: string): Promise<Set<string>> =>
  ledger.read(
    streamOf('organisation', id),
    organisationDecider,
    ({ identifiers }) => new Set([id, ...identifiers]),
  );
