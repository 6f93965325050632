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

export const commitmentUpcasters: Upcasters = {
  CommitmentReserved: [lines],
  CommitmentConfirmed: [linesAndCostLines],
  CommitmentReleased: [lines, costLinesStay],
};
