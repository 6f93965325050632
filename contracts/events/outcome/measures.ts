import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Day, Id, OrganisationId, Text } from '../../values.js';

/** What is measured, as decimal text: people, days in hospital, pounds. */
export const Measured = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'write a measured value as "412" or "0.75"')
  .meta({ id: 'Measured', examples: ['412', '0.75'] });

/** A share of the whole as decimal text: `0.5` is half. */
const Rate = z
  .string()
  .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'write a share of the whole as "0.5"')
  .meta({ id: 'Rate', examples: ['0.5'] });

const agreed = { agreedBy: z.array(OrganisationId).min(1).max(50), evidence: Text };

/** A scheme of a fund: an intervention, as a programme may call it. */
const SchemeOfFund = z.strictObject({ fund: Id, scheme: Id });

export const OutcomeDefined = event('OutcomeDefined', 2, {
  measure: Text,
  unit: Text,
  /** Which way is better. */
  better: z.enum(['higher', 'lower']),
  cohort: Text,
  area: Id,
  from: Day,
  to: Day,
  /** The schemes that seek it; none where nobody has said. That it came of them is not said by this. */
  soughtBy: z.array(SchemeOfFund).max(50),
});

export const BaselineAgreed = event('BaselineAgreed', 1, { value: Measured, ...agreed });

export const BaselineSuperseded = event('BaselineSuperseded', 1, {
  value: Measured,
  was: Measured,
  ...agreed,
});

export const OutcomeMeasured = event('OutcomeMeasured', 1, {
  value: Measured,
  /** The value that it supersedes; null for the first. */
  was: Measured.nullable(),
  evidence: Text,
});

/** What a better outcome is worth, and which part of that the fund is paid. */
const terms = {
  fund: Id,
  /** Whose money it will be in the fund. */
  source: Id,
  payer: OrganisationId,
  /** What one unit of difference saves the payer. */
  unitSaving: Amount,
  rate: Rate,
  /** The most that the fund is paid; null where nothing caps it. */
  cap: Amount.nullable(),
};

export const SavingsShareAgreed = event('SavingsShareAgreed', 1, { ...terms, ...agreed });

export const SavingsShareAssessed = event('SavingsShareAssessed', 1, {
  ...terms,
  baseline: Measured,
  measured: Measured,
  /** By how much the measured value beats the baseline; below zero where it is worse. */
  difference: z.string(),
  saving: Amount,
  share: Amount,
});

/** The payer owes it: it is income of the fund when it comes in, and not before. */
export const SavingsShareConfirmed = event('SavingsShareConfirmed', 1, {
  fund: Id,
  source: Id,
  payer: OrganisationId,
  share: Amount,
  /** The share confirmed before, which this one replaces; null for the first. */
  was: Amount.nullable(),
  confirmedBy: OrganisationId,
  evidence: Text,
});

export const measureEvents = {
  OutcomeDefined,
  BaselineAgreed,
  BaselineSuperseded,
  OutcomeMeasured,
  SavingsShareAgreed,
  SavingsShareAssessed,
  SavingsShareConfirmed,
} as const;
