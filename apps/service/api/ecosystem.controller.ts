import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ecosystem } from '#projections/ecosystem-investment/ecosystem.js';
import { madeOf } from '#projections/ecosystem-investment/figures/lines.js';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../reading/tokens.js';
import { ecosystemSeen, type EcosystemSeen } from './ecosystem-asked.js';
import { writtenMoment } from './point.js';
import { writtenFigures } from './written-figures.js';

type Query = Readonly<Record<string, unknown>>;

/** What is invested in a place, over funds and years. */
@Controller('api/v1/ecosystem')
export class EcosystemController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  async ecosystem(@Query() query: Query): Promise<object> {
    const seen = await ecosystemSeen(this.reading, query);
    return { ...aboutAnswer(seen), ...writtenFigures(ecosystem(seen.of)) };
  }

  /** What its figures are made of. */
  @Get('lines')
  async lines(@Query() query: Query): Promise<object> {
    const seen = await ecosystemSeen(this.reading, query);
    const lines = madeOf(seen.of).map(({ traits, serves, pence, ...line }) => ({
      ...traits,
      ...line,
      strategies: serves,
      pence,
    }));
    return { ...aboutAnswer(seen), ...writtenFigures({ lines }) };
  }
}

function aboutAnswer({ of: { moment, asked }, partial }: EcosystemSeen): object {
  const { from = null, to = null, ...named } = asked;
  return { ...writtenMoment(moment), partial, asked: { ...named, from, to } };
}
