import type { Envelope } from './envelope.js';
import { agreementUpcasters } from './upcasters/agreement.js';
import { authorityUpcasters } from './upcasters/authority.js';
import { awardUpcasters } from './upcasters/award.js';
import { budgetUpcasters } from './upcasters/budget.js';
import { commitmentUpcasters } from './upcasters/commitments.js';
import { contributionUpcasters } from './upcasters/contributions.js';
import { correctionUpcasters } from './upcasters/corrections.js';
import { importUpcasters } from './upcasters/imports.js';
import { outcomeUpcasters } from './upcasters/outcome.js';
import { reallocationUpcasters } from './upcasters/reallocation.js';
import { recodingUpcasters } from './upcasters/recoding.js';
import { ringFenceUpcasters } from './upcasters/ring-fences.js';
import { setUpUpcasters } from './upcasters/set-up.js';
import { spendingUpcasters } from './upcasters/spending.js';
import { yearEndUpcasters } from './upcasters/year-end.js';
import { statementUpcasters } from './upcasters/statements.js';
import type { Upcasters } from './upcasters/upcaster.js';

const upcasters: Upcasters = {
  ...agreementUpcasters,
  ...authorityUpcasters,
  ...awardUpcasters,
  ...budgetUpcasters,
  ...importUpcasters,
  ...outcomeUpcasters,
  ...ringFenceUpcasters,
  ...commitmentUpcasters,
  ...contributionUpcasters,
  ...correctionUpcasters,
  ...spendingUpcasters,
  ...reallocationUpcasters,
  ...recodingUpcasters,
  ...setUpUpcasters,
  ...yearEndUpcasters,
  ...statementUpcasters,
};

/**
 * An event as the present version of its type would have said it. Done on reading only: what is
 * stored, hashed and shown as recorded stays as it was written (rule 1). Throws where a step is
 * missing, which a test over the stored examples of all versions rules out.
 */
export function upcast<E extends Pick<Envelope, 'type' | 'version' | 'effective' | 'data'>>(
  event: E,
  version: number,
): E {
  if (event.version === version) return event;
  let { data } = event;
  for (let from = event.version; from < version; from += 1) {
    const step = upcasters[event.type]?.[from - 1];
    if (!step) throw new Error(`no step leads from version ${from} of ${event.type} to the next`);
    data = step(data, event.effective);
  }
  return { ...event, version, data };
}
