import {
  ExitSettlementAgreed,
  ExitSettlementDisputed,
  PartnerLeft,
} from '#contracts/events/agreement.js';
import type { ExitLine } from '#contracts/events/agreement/exit.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { happened, refused } from '../decision.js';
import type { Agreement, AgreementDeciders, Exit } from './agreement.js';
import { partnerIn } from './life.js';

/** A partner leaves when its notice has run out, when all consent, or when the agreement is terminated. */
const recordExit: AgreementDeciders['record-exit'] = (agreement, asked) => {
  const { partner, by, lines, evidence, effective } = asked;
  const standing = partnerIn(agreement, partner, effective);
  if ('problem' in standing) return { refused: standing };
  const ends = agreement.notices.get(partner);
  const { terminated } = agreement;
  if (by === 'termination' && (terminated === undefined || effective < terminated))
    return refused('wrong-order', {
      ...{ what: 'The agreement with', id: partner },
      ...{ state: 'not terminated', needed: 'terminated' },
    });
  if (by === 'notice' && (ends === undefined || effective < ends))
    return refused('notice-not-over', { partner, ends: ends ?? 'none', day: effective });
  const net = formatPence(netOf(lines));
  return happened(PartnerLeft.of(effective, { partner, by, lines, net, evidence }));
};

const disputeSettlement: AgreementDeciders['dispute-exit-settlement'] = (agreement, asked) => {
  const { partner, by, amount, grounds, effective } = asked;
  const exit = exitOf(agreement, partner);
  if ('problem' in exit) return { refused: exit };
  if (exit.state === 'agreed')
    return refused('wrong-order', {
      ...{ what: 'The settlement with', id: partner, state: 'agreed' },
      needed: 'proposed or disputed',
    });
  if (!agreement.versions.some(({ terms }) => terms.partners.includes(by)))
    return refused('not-a-party', { role: 'partner', organisation: by });
  return happened(ExitSettlementDisputed.of(effective, { partner, by, amount, grounds }));
};

/** Agreed again where what was agreed was wrong: each fund then reverses it and posts it anew (rule 1). */
const agreeSettlement: AgreementDeciders['agree-exit-settlement'] = (agreement, asked) => {
  const { partner, evidence, effective } = asked;
  const exit = exitOf(agreement, partner);
  if ('problem' in exit) return { refused: exit };
  const lines = [...(asked.lines ?? exit.lines)];
  const net = netOf(lines);
  return happened(
    ExitSettlementAgreed.of(effective, {
      partner,
      lines,
      net: formatPence(net),
      difference: formatPence(net - exit.proposedNet),
      evidence,
    }),
  );
};

/** What the pool owes the partner, less what the partner owes it. */
const netOf = (lines: readonly ExitLine[]): Pence =>
  sumPence(
    lines.map(({ direction, amount }) =>
      direction === 'to-partner' ? parsePence(amount) : -parsePence(amount),
    ),
  );

const exitOf = (agreement: Agreement, partner: string): Exit | Refusal =>
  agreement.exits.get(partner) ??
  refusal('not-found', { what: 'exit of', id: partner, where: 'the agreement' });

export const exitDeciders = {
  'record-exit': recordExit,
  'dispute-exit-settlement': disputeSettlement,
  'agree-exit-settlement': agreeSettlement,
} as const;
