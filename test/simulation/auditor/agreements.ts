import type { AgreementTerms as Stated } from '#contracts/events/agreement/terms.js';
import { must, there, total, whole } from './amounts.js';
import type { AgreementTerms, Auditor, AuditBy, Read } from './auditor.js';

export const agreementAudit = {
  AgreementSigned: (auditor, event) => {
    must('rule 1: an agreement is signed once', !auditor.agreements.has(idOf(event)));
    state(auditor, event);
  },
  AgreementVaried: (auditor, event) => {
    must('rule 1: what is varied was signed', auditor.agreements.has(idOf(event)));
    state(auditor, event);
  },
  NoticeGiven: () => undefined,
  PartnerLeft: (auditor, event) => {
    const { partner, lines, net } = event.data;
    nets(event.data);
    const exit = `${idOf(event)}|${partner}`;
    must(`rule 1: ${exit} leaves once`, !auditor.exits.has(exit));
    auditor.exits.set(exit, { proposed: whole(net), lines, agreed: new Map() });
  },
  ExitSettlementDisputed: () => undefined,
  ExitSettlementAgreed: (auditor, event) => {
    const { partner, lines, net, difference } = event.data;
    nets(event.data);
    const exit = there(auditor.exits.get(`${idOf(event)}|${partner}`), partner);
    must(
      'a difference is what was agreed less what was proposed',
      whole(difference) === whole(net) - exit.proposed,
    );
    exit.agreed.set(event.revision, lines);
  },
  AgreementTerminated: () => undefined,
  ReviewHeld: () => undefined,
  PassDownRecorded: () => undefined,
} satisfies AuditBy;

const idOf = ({ stream }: { readonly stream: string }): string => stream.slice('agreement-'.length);

function nets({ lines, net }: Pick<Read<'PartnerLeft'>['data'], 'lines' | 'net'>): void {
  must(
    'an exit settlement nets what is owed to the partner and by it',
    whole(net) ===
      total(
        lines.map(({ direction, amount }) =>
          direction === 'to-partner' ? whole(amount) : -whole(amount),
        ),
      ),
  );
}

function state(auditor: Auditor, event: Read<'AgreementSigned'> | Read<'AgreementVaried'>): void {
  auditor.agreements.set(idOf(event), [
    ...(auditor.agreements.get(idOf(event)) ?? []),
    termsOf(event.revision, event.effective, event.data),
  ]);
}

/** The terms of one deed, as the auditor notes them. */
export function termsOf(revision: number, effective: string, data: Stated): AgreementTerms {
  const limits = ({ indicative, expected }: { indicative: string; expected: string }) => ({
    indicative: whole(indicative),
    expected: whole(expected),
  });
  return {
    revision,
    effective,
    limits: limits(data.commitmentLimits),
    signOffs: data.signOffs,
    budgetsAreCertain: data.subjectToBudgetIsCertain,
    limitsByFund: new Map(data.limitsByFund.map((of) => [of.fund, limits(of)])),
    settlement: data,
    settlementByFund: new Map(data.settlementByFund.map((of) => [of.fund, of])),
  };
}

/** The version in force on a day, by what was known; the newest may have come while it was decided. */
export function inForceOn(auditor: Auditor, agreement: string, day: string): number[] {
  const versions = there(auditor.agreements.get(agreement), agreement);
  return [versions, versions.slice(0, -1)].map((some) => {
    const inForce = some.filter((version) => version.effective <= day);
    const since = inForce
      .map(({ effective }) => effective)
      .sort()
      .at(-1);
    return inForce.filter(({ effective }) => effective === since).at(-1)?.revision ?? -1;
  });
}

/** Rule 12: a decision is judged by the version in force on its day, of those known when it was made. */
export function judgedBy(
  auditor: Auditor,
  agreement: string | null,
  day: string,
  revision: number,
): void {
  if (agreement === null) return;
  const known = inForceOn(auditor, agreement, day);
  must(
    `rule 12: judged by version ${known.join(' or ')} of ${agreement}`,
    known.includes(revision),
  );
}
