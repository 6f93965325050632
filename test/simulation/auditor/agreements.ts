import type { AgreementTerms as Stated } from '#contracts/events/agreement/terms.js';
import { dayAfter, must, there, total, whole } from './amounts.js';
import type { AgreementTerms, Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { decidedOn } from './judged-days.js';

/** What was said within the hour may not have been known to who decided. */
export const anHour = 3_600_000;

export const agreementAudit = {
  AgreementSigned: (auditor, event) => {
    must('rule 1: an agreement is signed once', !auditor.agreements.has(idOf(event)));
    state(auditor, event);
  },
  AgreementVaried: (auditor, event) => {
    must('rule 1: what is varied was signed', auditor.agreements.has(idOf(event)));
    state(auditor, event);
  },
  NoticeGiven: (auditor, event) => {
    const { partner, ends } = event.data;
    isOver(auditor, `${idOf(event)}|${partner}`, dayAfter(ends, 1), event.stamp);
  },
  PartnerLeft: (auditor, event) => {
    const { partner, lines, net } = event.data;
    nets(event.data);
    const exit = `${idOf(event)}|${partner}`;
    must(`rule 1: ${exit} leaves once`, !auditor.exits.has(exit));
    isOver(auditor, exit, event.effective, event.stamp);
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
  AgreementTerminated: (auditor, event) => {
    isOver(auditor, idOf(event), dayAfter(event.effective, 1), event.stamp);
  },
  ReviewHeld: () => undefined,
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
    termsOf(event, event.data),
  ]);
}

/** The terms of one deed, as the auditor notes them. */
export function termsOf(
  { revision, effective, stamp }: Pick<Read<'AgreementSigned'>, 'revision' | 'effective' | 'stamp'>,
  data: Stated,
): AgreementTerms {
  const limits = ({ indicative, expected }: { indicative: string; expected: string }) => ({
    indicative: whole(indicative),
    expected: whole(expected),
  });
  return {
    ...{ revision, effective, said: stamp },
    partners: data.partners,
    eachPartnerAbove: new Map(
      data.eachPartnerDecides.flatMap(({ decisions, above }) =>
        decisions.map((decision) => [decision, above === null ? undefined : whole(above)]),
      ),
    ),
    limits: limits(data.commitmentLimits),
    signOffs: data.signOffs,
    budgetsAreCertain: data.subjectToBudgetIsCertain,
    limitsByFund: new Map(data.limitsByFund.map((of) => [of.fund, limits(of)])),
    settlement: data,
    settlementByFund: new Map(data.settlementByFund.map((of) => [of.fund, of])),
  };
}

/**
 * The version in force on a day: with all that are recorded, without the newest, and so on for each
 * that was said within the hour, which may have come while it was decided.
 */
export function inForceOn(
  auditor: Auditor,
  agreement: string,
  day: string,
  stamp: string,
): number[] {
  const versions = there(auditor.agreements.get(agreement), agreement);
  const sure = versions.filter(({ said }) => Date.parse(said) + anHour <= Date.parse(stamp)).length;
  const known = Array.from({ length: versions.length - sure + 1 }, (_, more) =>
    versions.slice(0, versions.length - more),
  );
  return known.map((some) => {
    const inForce = some.filter((version) => version.effective <= day);
    const since = inForce
      .map(({ effective }) => effective)
      .sort()
      .at(-1);
    return inForce.filter(({ effective }) => effective === since).at(-1)?.revision ?? -1;
  });
}

interface Judged {
  readonly data: { readonly agreementRevision: number };
  readonly stamp: string;
}

/** Rule 12: a decision is judged by the version in force on its day, of those known when it was made. */
export function judgedBy(
  auditor: Auditor,
  agreement: string | null,
  day: string,
  { data: { agreementRevision: revision }, stamp }: Judged,
): void {
  if (agreement === null) return;
  const known = inForceOn(auditor, agreement, day, stamp);
  must(
    `rule 12: judged by version ${known.join(' or ')} of ${agreement}`,
    known.includes(revision),
  );
}

/** Whom the agreement names on a day as its partners, by what may have been known of it. */
export function partnersKnown(
  auditor: Auditor,
  books: Books,
  day: string,
  stamp: string,
): (readonly string[])[] {
  const agreement = books.hostedOn(day)?.agreement ?? null;
  if (agreement === null) return [];
  const versions = auditor.agreements.get(agreement) ?? [];
  return inForceOn(auditor, agreement, day, stamp).flatMap((revision) => {
    // Of a day before the first takes effect it is the first: it is signed already.
    const terms = versions.find((one) => one.revision === revision) ?? versions[0];
    return terms ? [terms.partners] : [];
  });
}

function isOver(auditor: Auditor, what: string, day: string, said: string): void {
  auditor.overFrom.set(what, [...(auditor.overFrom.get(what) ?? []), { day, said }]);
}

/** After the last day of its agreement nothing new is decided in a fund, for whichever day. */
export function notOver(
  auditor: Auditor,
  books: Books,
  event: { readonly effective: string; readonly stamp: string },
): void {
  for (const decided of decidedOn(event))
    for (const { day, said } of auditor.overFrom.get(books.hostedOn(decided)?.agreement ?? '') ??
      [])
      must(
        `rule 18: nothing new is decided under an agreement that is over from ${day}`,
        Date.parse(said) + anHour > Date.parse(event.stamp) || decided < day,
      );
}

interface Made {
  readonly effective: string;
  readonly stamp: string;
}

/** Rule 20: each partner has approved what the agreement lets each of them decide. */
export function eachPartnerApproved(
  auditor: Auditor,
  books: Books,
  event: Made,
  decision: string,
  amount: bigint,
  approved: readonly string[],
): void {
  for (const partner of decideTogether(auditor, books, event, decision, amount))
    must(`rule 20: ${partner} approves a ${decision} of ${amount}`, approved.includes(partner));
}

/** Partners that decide together on as much, by the version of either day, and have not left. */
function decideTogether(
  auditor: Auditor,
  books: Books,
  event: Made,
  decision: string,
  amount: bigint,
): string[] {
  const days = decidedOn(event);
  return days.flatMap((day) => {
    const agreement = books.hostedOn(day)?.agreement ?? null;
    if (agreement === null) return [];
    const versions = inForceOn(auditor, agreement, day, event.stamp).map((revision) =>
      auditor.agreement(books, revision),
    );
    const together = versions.every((terms) => {
      if (!terms?.eachPartnerAbove.has(decision)) return false;
      const above = terms.eachPartnerAbove.get(decision);
      return above === undefined || amount > above;
    });
    return (together ? (versions[0]?.partners ?? []) : []).filter((partner) => {
      const over = auditor.overFrom.get(`${agreement}|${partner}`) ?? [];
      return !over.some((one) => days.some((decided) => one.day <= decided));
    });
  });
}

/** What a request decided waits until it is said who decided it; a part of it, to be sure, is no more. */
export function awaitsEach(
  auditor: Auditor,
  books: Books,
  event: Made & { readonly key: string },
  decision: string,
  amount: bigint,
): void {
  if (decideTogether(auditor, books, event, decision, amount).length > 0)
    books.together.add(`${event.key}|${decision}`);
}
