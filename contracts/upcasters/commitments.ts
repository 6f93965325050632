import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';
import { linesWithPeriod } from './with-period.js';

const lines = (data: JsonObject, day: string): JsonObject => ({
  ...data,
  lines: linesWithPeriod(data['lines'], day),
});

const linesAndCostLines = (data: JsonObject, day: string): JsonObject => ({
  ...lines(data, day),
  costLines: linesWithPeriod(data['costLines'], day),
});

/** A release left the cost lines as they were. */
const costLinesStay = (data: JsonObject): JsonObject => ({ ...data, costLines: [] });

/** Nothing was promised beyond what there was, but by obligation. */
const withoutOverride = (data: JsonObject): JsonObject => ({ ...data, override: null });

/** What an obligation in law rests on was not asked. */
const basisNotSaid = (data: JsonObject): JsonObject => ({ ...data, legalBasis: null });

/** What was set aside did not say what it is for until it was promised. */
const costsNotSaid = (data: JsonObject): JsonObject => ({ ...data, costShares: [] });

export const commitmentUpcasters: Upcasters = {
  CommitmentReserved: [lines, withoutOverride, basisNotSaid, costsNotSaid],
  CommitmentChangeReserved: [withoutOverride, basisNotSaid, costsNotSaid],
  CommitmentConfirmed: [linesAndCostLines],
  CommitmentReleased: [lines, costLinesStay],
};
