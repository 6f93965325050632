import { monthsAfter } from '#contracts/calendar.js';
import { AgreementTerminated, NoticeGiven, ReviewHeld } from '#contracts/events/agreement.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused } from '../decision.js';
import type { Agreement, AgreementDeciders } from './agreement.js';
import { versionOn } from '../versions.js';
import type { AgreementVersion } from './in-force.js';

/**
 * A no-fault notice may end no earlier, and be no shorter, than the terms known now allow. A partner's own
 * is given as it records it, whatever day it names; one that another body records came on its day.
 */
const giveNotice: AgreementDeciders['give-notice'] = (
  agreement,
  asked,
  { today, organisation },
) => {
  const { partner, kind, ends, grounds, effective } = asked;
  const standing = standingOn(agreement, effective, today);
  if ('problem' in standing) return { refused: standing };
  const party = partnerIn(agreement, partner, effective);
  if ('problem' in party) return { refused: party };
  if (agreement.notices.has(partner))
    return refused('already-exists', { what: 'notice of', id: partner, where: 'The agreement' });
  const days = partner === organisation ? [effective, today] : [effective];
  const tooSoon = kind === 'no-fault' ? days.map((day) => endsTooSoon(agreement, asked, day)) : [];
  for (const refusedOn of tooSoon) if (refusedOn) return { refused: refusedOn };
  return happened(NoticeGiven.of(effective, { partner, kind, ends, grounds }));
};

/** Why a notice given on a day may not end when it says. */
function endsTooSoon(
  agreement: Agreement,
  { partner, ends }: { readonly partner: string; readonly ends: string },
  day: string,
): Refusal | undefined {
  const version = versionFor(agreement, day);
  if ('problem' in version) return version;
  const { since: ruleDate, terms } = version;
  if (terms.noticeNotBefore !== null && ends < terms.noticeNotBefore)
    return refusal('notice-too-early', {
      ...{ partner, ends, notBefore: terms.noticeNotBefore, ruleDate },
    });
  const earliest = terms.noticeMonths === null ? day : monthsAfter(day, terms.noticeMonths);
  return terms.noticeMonths !== null && ends < earliest
    ? refusal('notice-too-short', {
        ...{ partner, ends, earliest, months: terms.noticeMonths, ruleDate },
      })
    : undefined;
}

const terminate: AgreementDeciders['terminate-agreement'] = (agreement, asked) => {
  const { cause, evidence, effective } = asked;
  if (agreement.terminated !== undefined)
    return refused('agreement-ended', { ended: agreement.terminated });
  const standing = versionFor(agreement, effective);
  if ('problem' in standing) return { refused: standing };
  return happened(AgreementTerminated.of(effective, { cause, evidence }));
};

const holdReview: AgreementDeciders['hold-review'] = (agreement, asked, { today }) => {
  const { due = null, outcome, effective } = asked;
  const standing = standingOn(agreement, effective, today);
  if ('problem' in standing) return { refused: standing };
  if (due !== null && !standing.terms.reviews.includes(due))
    return refused('not-found', { what: 'review date', id: due, where: 'the agreement' });
  if (due !== null && agreement.reviewed.has(due))
    return refused('already-exists', { what: 'review of', id: due, where: 'The agreement' });
  return happened(ReviewHeld.of(effective, { due, outcome }));
};

/** The version of the day; of a day before the first takes effect, the first: it is signed already. */
function versionFor(agreement: Agreement, day: string): AgreementVersion | Refusal {
  return (
    versionOn(agreement.versions, day) ??
    agreement.versions[0] ??
    refusal('not-in-force', { day, begins: 'its signing' })
  );
}

/** The same, of an agreement that has not ended by the day, nor by now. */
export function standingOn(
  agreement: Agreement,
  day: string,
  today: string,
): AgreementVersion | Refusal {
  return ended(agreement, day, today) ?? versionFor(agreement, day);
}

/** It stands to its last day, also once it is known which that is. */
export const ended = (
  { terminated }: Agreement,
  day: string,
  today: string,
): Refusal | undefined =>
  terminated !== undefined && (day > terminated || today > terminated)
    ? refusal('agreement-ended', { ended: terminated })
    : undefined;

/** The version of the day, to which the organisation is a partner that has not left. */
export function partnerIn(
  agreement: Agreement,
  partner: string,
  day: string,
): AgreementVersion | Refusal {
  const version = versionFor(agreement, day);
  if ('problem' in version) return version;
  if (!version.terms.partners.includes(partner))
    return refusal('not-a-party', { role: 'partner', organisation: partner });
  return agreement.exits.has(partner)
    ? refusal('already-exists', { what: 'exit of', id: partner, where: 'The agreement' })
    : version;
}

export const lifeDeciders = {
  'give-notice': giveNotice,
  'terminate-agreement': terminate,
  'hold-review': holdReview,
} as const;
