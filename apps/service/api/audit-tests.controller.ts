import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Dimension } from '#libs/ledger/balances.js';
import { formatPence } from '#libs/money/pence.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Difference } from '#projections/audit-trail/compare.js';
import type { Hit, Item, Selection } from '#projections/audit-trail/figures/sample.js';
import { auditTests } from '#projections/audit-trail/tests/all.js';
import type { AuditTest } from '#projections/audit-trail/tests/audit-test.js';
import type { Point, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { READING, TRAIL } from '../reading/tokens.js';
import { askedIn, dimensionsBy } from './dimensions.js';
import { pointOf, writtenMoment } from './point.js';
import { checkedQuery } from './checked-query.js';

type Query = Readonly<Record<string, unknown>>;

const SampleQuery = z.object({
  seed: z.string().min(1).max(200),
  size: z.coerce.number().int().min(1).max(10_000),
});
const ComparedPoints = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  fromEffectiveOn: z.string().optional(),
  toEffectiveOn: z.string().optional(),
});

/** What auditors run: saved tests, samples, and two points compared. */
@Controller('api/v1')
export class AuditTestsController {
  constructor(
    @Inject(TRAIL) private readonly trail: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  /** The saved tests with their definitions: those of this release, whatever point is asked for. */
  @Get('audit/tests')
  async tests(@Query() query: Query): Promise<object> {
    const moment = await this.reading.moment(pointOf(query));
    return {
      ...writtenMoment(moment),
      tests: Object.entries(auditTests).map(([name, test]) => writtenTest(name, test)),
    };
  }

  /** What a saved test finds, each finding with the log numbers that it rests on. */
  @Get('audit/tests/:test')
  async test(@Param('test') name: string, @Query() query: Query): Promise<object> {
    const test = Object.hasOwn(auditTests, name) ? auditTests[name] : undefined;
    if (!test) throw refuse('not-found', { what: 'test', id: name, where: 'the saved tests' });
    const { fund, parameters } = testQuery(test, query);
    const { moment, findings } = await this.trail.test(test, fund, parameters, pointOf(query));
    return {
      ...writtenMoment(moment),
      test: writtenTest(name, test),
      fund: fund ?? null,
      parameters,
      count: findings.length,
      findings: findings.map(({ amount, ...finding }) => ({
        ...finding,
        amount: amount === null ? null : formatPence(amount),
      })),
    };
  }

  /** A monetary-unit sample of what events posted, the same for ever by its seed and point. */
  @Get('funds/:fund/sample')
  async sample(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { seed, size, filed } = sampleQuery(query);
    const { moment, population, selection, credits } = await this.trail.sample(
      fund,
      filed,
      size,
      seed,
      pointOf(query),
    );
    return {
      ...writtenMoment(moment),
      ...{ fund, seed, size, of: filed },
      population: { items: population.items, total: formatPence(population.total) },
      ...writtenSelection(selection),
      credits: {
        items: credits.items,
        total: formatPence(credits.total),
        ...writtenSelection(credits.selection),
      },
    };
  }

  /** Two points line by line; each difference with the events whose postings add up to it. */
  @Get('funds/:fund/compare')
  async compare(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { from, to, by } = comparedQuery(query);
    const compared = await this.trail.compare(fund, from, to, by);
    return {
      fund,
      from: writtenMoment(compared.from),
      to: writtenMoment(compared.to),
      by,
      lines: compared.lines.map(writtenDifference),
      figures: compared.figures.map(writtenDifference),
    };
  }
}

/** The fund and the parameters of a test; empty fields of a form are as if they were not there. */
export function testQuery(
  test: AuditTest,
  query: Query,
): { readonly fund: string | undefined; readonly parameters: Record<string, unknown> } {
  const { fund, asKnownAt: _, effectiveOn: __, ...given } = query;
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  return {
    fund: typeof fund === 'string' && fund !== '' ? fund : undefined,
    parameters: checkedQuery(test.parameters, said),
  };
}

/** What is sampled, in how many hits, by which seed; what was spent, where nothing else is said. */
export function sampleQuery(query: Query): {
  readonly seed: string;
  readonly size: number;
  readonly filed: Partial<Record<Dimension, string | string[]>>;
} {
  const { seed, size } = checkedQuery(SampleQuery, query);
  return { seed, size, filed: { account: 'cash:expenditure', ...askedIn(query) } };
}

/** How lines are told apart where nothing else is said. */
export const comparedBy: readonly Dimension[] = ['account', 'year', 'scheme', 'source'];

/** Two points, and by what lines are told apart. */
export function comparedQuery(query: Query): {
  readonly from: Point;
  readonly to: Point;
  readonly by: readonly Dimension[];
} {
  const { from, to, fromEffectiveOn, toEffectiveOn } = checkedQuery(ComparedPoints, query);
  for (const name of ['asKnownAt', 'effectiveOn'])
    if (query[name] !== undefined)
      throw refuse('invalid-request', {
        detail: `two points are compared: write from and to, and fromEffectiveOn and toEffectiveOn, instead of ${name}`,
      });
  return {
    from: pointOf({ asKnownAt: from, effectiveOn: fromEffectiveOn }),
    to: pointOf({ asKnownAt: to, effectiveOn: toEffectiveOn }),
    by: query['by'] === undefined ? comparedBy : dimensionsBy(query['by']),
  };
}

/** A test as lists show it; parameters with what holds where nothing is said. */
const writtenTest = (name: string, { title, definition, parameters }: AuditTest): object => ({
  ...{ name, title, definition },
  parameters: Object.fromEntries(
    Object.entries(parameters.shape).map(([parameter, schema]) => {
      const fallback = (schema as z.ZodType).safeParse(undefined);
      return [parameter, fallback.data ?? null];
    }),
  ),
});

const writtenSelection = ({ interval, start, certain, rest, sampled }: Selection): object => ({
  interval: formatPence(interval),
  start: formatPence(start),
  certain: certain.map(writtenItem),
  rest: formatPence(rest),
  sampled: sampled.map((hit) => ({ ...writtenItem(hit), at: formatPence(hit.at) })),
});

const writtenItem = ({ number, pence }: Item | Hit): object => ({
  number,
  amount: formatPence(pence),
});

const writtenDifference = <Key extends object>({
  key,
  before,
  after,
  difference,
  events,
}: Difference<Key>): object => ({
  ...key,
  before: formatPence(before),
  after: formatPence(after),
  difference: formatPence(difference),
  events: events.map(({ number, pence }) => ({ number, amount: formatPence(pence) })),
});
