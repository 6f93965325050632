import { z } from 'zod';
import {
  BaselineAgreed,
  OutcomeDefined,
  OutcomeMeasured,
  SavingsShareAgreed,
  SavingsShareConfirmed,
} from '../../events/outcome/measures.js';
import { PositiveAmount } from '../../values.js';

const { value, evidence } = OutcomeMeasured.schema.shape;
const { confirmedBy } = SavingsShareConfirmed.schema.shape;

export const measureCommands = {
  'define-outcome': OutcomeDefined.schema.extend({
    soughtBy: OutcomeDefined.schema.shape.soughtBy.default([]),
  }),
  'agree-baseline': BaselineAgreed.schema,
  'supersede-baseline': BaselineAgreed.schema,
  /** A later value supersedes the one before. */
  'measure-outcome': z.strictObject({ value, evidence }),
  'agree-savings-share': SavingsShareAgreed.schema.extend({
    unitSaving: PositiveAmount,
    cap: PositiveAmount.nullable().default(null),
  }),
  'assess-savings-share': z.strictObject({}),
  'confirm-savings-share': z.strictObject({ confirmedBy, evidence }),
} as const;
