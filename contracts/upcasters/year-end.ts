import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';
import { withoutPower } from './without-power.js';

interface Closed extends JsonObject {
  readonly sources: readonly SourceYear[];
  readonly covered: readonly JsonObject[];
  readonly brought: readonly Brought[];
}
interface SourceYear extends JsonObject {
  readonly source: string;
  readonly nature: string;
  readonly outcome: string;
  readonly carriedForward: string;
}
interface Brought extends JsonObject {
  readonly source: string;
  readonly nature: string;
  readonly to: string;
  readonly amount: string;
}

/** What was held was all that was carried of a source; a reserve, what came into the next year as held. */
function heldApart(data: JsonObject): JsonObject {
  const { sources, covered, brought } = data as Closed;
  const reserve = ({ source, nature }: SourceYear): string =>
    brought.find((one) => one.source === source && one.nature === nature && one.to === 'held')
      ?.amount ?? '0.00';
  return {
    ...data,
    sources: sources.map((of) => ({
      ...of,
      held: of.outcome === 'held' ? of.carriedForward : reserve(of),
    })),
    covered: covered.map((one) => ({ ...one, reference: null })),
  };
}

interface WithCommitments extends JsonObject {
  readonly commitments: readonly JsonObject[];
}
/** A commitment went on as certain as it had been. */
function asItWas(data: JsonObject): JsonObject {
  const { commitments } = data as WithCommitments;
  return {
    ...data,
    commitments: commitments.map((one) => ({ ...one, becomes: one['certainty'] ?? null })),
  };
}

/** What was expected to come used to be brought as if it were certain. */
const asCertain = (data: JsonObject): JsonObject => ({ ...data, certainty: 'confirmed' });

interface Settled extends JsonObject {
  readonly lines: readonly JsonObject[];
  readonly reversed: readonly JsonObject[];
}
/** The power was named on the source alone, and each flow of a settlement is of one. */
function flowsWithoutPower(data: JsonObject, effective: string): JsonObject {
  const { lines, reversed, ...settled } = data as Settled;
  const alone = (line: JsonObject): JsonObject => withoutPower(line, effective);
  return { ...settled, lines: lines.map(alone), reversed: reversed.map(alone) };
}

export const yearEndUpcasters: Upcasters = {
  ExitSettled: [flowsWithoutPower],
  YearClosed: [heldApart, asItWas],
  MoneyReturned: [withoutPower],
  BalancesBroughtProvisionally: [asCertain],
};
