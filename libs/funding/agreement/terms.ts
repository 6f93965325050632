import { AgreementSigned, AgreementVaried } from '#contracts/events/agreement.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { byCodePoint, happened, refused } from '../decision.js';
import type { AgreementDeciders } from './agreement.js';
import { poolsNothing } from './in-force.js';
import { ended } from './life.js';
import { versionOn } from '../versions.js';

const signAgreement: AgreementDeciders['sign-agreement'] = (agreement, asked, { today }) => {
  const { command: _, effective, signedOn = null, ...terms } = asked;
  if (agreement.versions.length > 0)
    return refused('already-exists', { what: 'agreement', id: terms.title, where: 'The ledger' });
  const wrong = notSigned(signedOn, today) ?? notParties(terms) ?? notTogether(terms);
  if (wrong) return { refused: wrong };
  return happened(AgreementSigned.of(effective, { ...terms, version: 1, signedOn }));
};

/**
 * New terms from a day on, which may lie behind: what was decided before they were recorded keeps
 * being judged by the terms known then (rule 12). What the deed changes, it changes in the terms of
 * its day and in every version that is known to take effect after it: each is stated anew.
 */
const varyAgreement: AgreementDeciders['vary-agreement'] = (agreement, asked, { today }) => {
  const { command: _, effective, signedOn = null, changes, ...changed } = asked;
  const over = ended(agreement, effective, today);
  if (over) return { refused: over };
  const before = versionOn(agreement.versions, effective);
  if (!before)
    return refused('not-in-force', {
      day: effective,
      begins: agreement.versions[0]?.since ?? 'its signing',
    });
  const days = agreement.versions.map(({ since }) => since).filter((day) => day > effective);
  const varied = [effective, ...new Set(days.sort(byCodePoint))].map((day, nth) => ({
    day,
    version: agreement.versions.length + 1 + nth,
    terms: { ...(versionOn(agreement.versions, day) ?? before).terms, ...stated(changed) },
  }));
  for (const { day, terms } of varied) {
    const was = (versionOn(agreement.versions, day) ?? before).terms;
    const wrong =
      notSigned(signedOn, today) ??
      notParties(terms) ??
      notTogether(terms) ??
      stillPooled(was, terms);
    if (wrong) return { refused: wrong };
  }
  return happened(
    ...varied.map(({ day, version, terms }) =>
      AgreementVaried.of(day, { ...terms, version, signedOn, changes }),
    ),
  );
};

/** Terms that the deed does not speak of are not among those that it changes. */
function stated(terms: {
  readonly [Name in keyof AgreementTerms]?: AgreementTerms[Name] | undefined;
}): Partial<AgreementTerms> {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
}

const notSigned = (signedOn: string | null, today: string): Refusal | undefined =>
  signedOn !== null && signedOn > today
    ? refusal('not-yet-signed', { signedOn, today })
    : undefined;

/** The host and the lead authority are bound by the agreement only if they are parties to it. */
function notParties(terms: AgreementTerms): Refusal | undefined {
  const parties = [...terms.partners, ...terms.otherParties];
  for (const [role, organisation] of [
    ['host', terms.host],
    ['lead authority', terms.leadAuthority],
  ] as const)
    if (organisation !== null && !parties.includes(organisation))
      return refusal('not-a-party', { role, organisation });
  return undefined;
}

/** Who commissions together are several, and say what each of them decides. */
const notTogether = ({
  wayOfWorking,
  partners,
  eachPartnerDecides,
}: AgreementTerms): Refusal | undefined =>
  wayOfWorking === 'co-commissioned' && (partners.length < 2 || eachPartnerDecides.length === 0)
    ? refusal('not-decided-together', { partners: partners.length })
    : undefined;

/** An agreement does not know its funds: what they pooled under it stays pooled. */
const stillPooled = (was: AgreementTerms, terms: AgreementTerms): Refusal | undefined =>
  poolsNothing(terms) && !poolsNothing(was)
    ? refusal('pooled-until-now', { was: was.wayOfWorking })
    : undefined;

export const termsDeciders = {
  'sign-agreement': signAgreement,
  'vary-agreement': varyAgreement,
} as const;
