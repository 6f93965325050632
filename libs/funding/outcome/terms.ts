import { daysAfter } from '#contracts/calendar.js';
import {
  OutcomeTermsAgreed,
  PersonStarted,
  type AccessRule,
  type Stage,
} from '#contracts/events/outcome/payments.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused } from '../decision.js';
import type { OutcomeDecidersBy, OutcomeEvolutionBy } from './outcome.js';
import { seemsPersonal } from './reference.js';

/** What is paid for an outcome and who may be helped, for those who start from a day on. */
export interface TermsVersion {
  readonly version: number;
  readonly from: string;
  readonly stages: readonly Stage[];
  readonly access: readonly AccessRule[];
}

/** A person under some terms, from a day on. */
export interface Start {
  readonly person: string;
  readonly terms: string;
  readonly started: string;
  readonly version: TermsVersion;
}

/** Versions of each terms, as recorded; and who started when. */
export interface Programme {
  readonly terms: Map<string, TermsVersion[]>;
  readonly starts: Start[];
}

export const newProgramme = (): Programme => ({ terms: new Map(), starts: [] });

/** The version for who starts on a day: the latest to begin by then, whenever it was recorded. */
export const versionOn = (
  versions: readonly TermsVersion[],
  day: string,
): TermsVersion | undefined =>
  versions.reduce<TermsVersion | undefined>(
    (latest, version) =>
      version.from <= day && (!latest || version.from >= latest.from) ? version : latest,
    undefined,
  );

/** The first day on which a start or a claim of the person is for another outcome than this one. */
export const spellEndOf = ({ started, version }: Start): string =>
  daysAfter(started, Math.max(1, 7 * Math.max(...version.stages.map(({ weeks }) => weeks))));

export const termsDeciders: OutcomeDecidersBy<'agree-outcome-terms' | 'start-person'> = {
  'agree-outcome-terms': ({ programme }, { command: _, effective, ...data }) => {
    for (const [what, values] of [
      ['stage', data.stages.map(({ stage }) => stage)],
      ['stage of as many weeks', data.stages.map(({ weeks }) => String(weeks))],
      ['access rule', data.access.map(({ fact }) => fact)],
    ] as const) {
      const twice = values.find((value, place) => values.indexOf(value) !== place);
      if (twice !== undefined)
        return refused('already-exists', { what, id: twice, where: 'The terms' });
    }
    const version = (programme.terms.get(data.terms)?.length ?? 0) + 1;
    return happened(OutcomeTermsAgreed.of(effective, { ...data, version }));
  },

  /**
   * Who may be helped is judged by the rules of the day on which the person started, whatever holds
   * today and whatever is agreed later (rule 12).
   */
  'start-person': ({ programme }, { effective, person, terms, shown }) => {
    const personal = seemsPersonal(person);
    if (personal !== undefined) return refused('personal-reference', { seems: personal });
    const version = versionOn(programme.terms.get(terms) ?? [], effective);
    if (!version)
      return refused('not-found', { what: 'version of terms', id: terms, where: effective });
    const under = programme.starts.find(
      (start) =>
        start.person === person &&
        start.terms === terms &&
        start.started <= effective &&
        effective < spellEndOf(start),
    );
    if (under)
      return refused('already-started', {
        person,
        started: under.started,
        until: spellEndOf(under),
      });
    const unmet = version.access
      .map((rule) => barredBy(rule, shown[rule.fact], version))
      .find((barred) => barred !== undefined);
    if (unmet) return { refused: unmet };
    const met = version.access.map(({ fact }) => fact);
    return happened(PersonStarted.of(effective, { person, terms, version: version.version, met }));
  },
};

/** What is not shown is unknown, and unknown meets no rule (rule 14). */
function barredBy(
  { fact, atLeast, atMost }: AccessRule,
  shown: number | undefined,
  { from }: TermsVersion,
): Refusal | undefined {
  const met =
    shown !== undefined &&
    (atLeast === null || shown >= atLeast) &&
    (atMost === null || shown <= atMost);
  const words = [
    ...(atLeast === null ? [] : [`at least ${atLeast}`]),
    ...(atMost === null ? [] : [`at most ${atMost}`]),
  ].join(' and ');
  return met
    ? undefined
    : refusal('access-not-met', { fact, needed: words, shown: shown ?? 'unknown', ruleDate: from });
}

export const termsEvolution: OutcomeEvolutionBy<'OutcomeTermsAgreed' | 'PersonStarted'> = {
  OutcomeTermsAgreed: ({ programme }, { data, effective }) => {
    const { terms, version, stages, access } = data;
    const versions = programme.terms.get(terms) ?? [];
    versions.push({ version, from: effective, stages, access });
    programme.terms.set(terms, versions);
  },
  PersonStarted: ({ programme }, { data, effective }) => {
    const { person, terms } = data;
    const version = programme.terms.get(terms)?.[data.version - 1];
    if (!version) throw new Error(`the log speaks of version ${data.version} before it exists`);
    programme.starts.push({ person, terms, started: effective, version });
  },
};
