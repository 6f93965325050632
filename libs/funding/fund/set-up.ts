import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  AccountingBasisStated,
  FundEstablished,
  HostingChanged,
  SchemeOpened,
  SourceOpened,
} from '#contracts/events/fund/set-up.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { none } from '#libs/ledger/posting.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { hostedOn } from './hosting.js';

type Decided = Decision<FundEvent>;

function establishFund(fund: Fund, command: FundCommandOf<'establish-fund'>): Decided {
  if (fund.terms)
    return refused('already-exists', { what: 'fund', id: command.name, where: 'The ledger' });
  return happened(
    FundEstablished.of(command.effective, {
      name: command.name,
      kind: command.kind,
      host: command.host,
      agreement: command.agreement ?? null,
      area: command.area,
    }),
  );
}

function changeHosting(fund: Fund, command: FundCommandOf<'change-hosting'>): Decided {
  const { effective, cause, evidence } = command;
  const before = hostedOn(fund, effective);
  const host = command.host ?? before?.host ?? none;
  const agreement = command.agreement ?? before?.agreement ?? null;
  if (host === before?.host && agreement === before.agreement)
    return refused('already-exists', { what: 'hosting', id: host, where: 'The fund' });
  return happened(HostingChanged.of(effective, { host, agreement, cause, evidence }));
}

/** A body that no agreement names is kept as a partner, and flagged, where the fund has an agreement. */
function openSource(
  fund: Fund,
  command: FundCommandOf<'open-source'>,
  { agreement: then, agreementToday }: FundContext,
): Decided {
  const { source, name, role, organisation, through, power } = command;
  // An agreement that begins later names its partners already.
  const agreement = then ?? agreementToday;
  if (fund.sources.has(source))
    return refused('already-exists', { what: 'source', id: source, where: 'The fund' });
  return happened(
    SourceOpened.of(command.effective, {
      source,
      name,
      role,
      organisation,
      through: through ?? null,
      power,
      notParty:
        role === 'partner' &&
        agreement !== undefined &&
        !agreement.terms.partners.includes(organisation),
    }),
  );
}

function openScheme(fund: Fund, command: FundCommandOf<'open-scheme'>): Decided {
  const { scheme, name, category, need, cohort, area, demandLed, accountingBasis } = command;
  if (fund.schemes.has(scheme))
    return refused('already-exists', { what: 'scheme', id: scheme, where: 'The fund' });
  return happened(
    SchemeOpened.of(command.effective, {
      scheme,
      name,
      category,
      need: need ?? null,
      cohort: cohort ?? null,
      area,
      demandLed,
      accountingBasis,
    }),
  );
}

/** The partners agree how a scheme stands in their own accounts, from a day on. */
function stateAccountingBasis(
  fund: Fund,
  { scheme, accountingBasis, evidence, effective }: FundCommandOf<'state-accounting-basis'>,
): Decided {
  if (!fund.schemes.has(scheme))
    return refused('not-found', { what: 'scheme', id: scheme, where: 'the fund' });
  return happened(AccountingBasisStated.of(effective, { scheme, accountingBasis, evidence }));
}

export const setUpDeciders = {
  'establish-fund': establishFund,
  'change-hosting': changeHosting,
  'open-source': openSource,
  'open-scheme': openScheme,
  'state-accounting-basis': stateAccountingBasis,
} as const;
