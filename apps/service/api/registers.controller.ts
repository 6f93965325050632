import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../reading/tokens.js';
import { contractSeen, contractsSeen, writtenRegisters } from '../registers/contracts-seen.js';
import { pointOf, writtenMoment } from './point.js';

type Query = Readonly<Record<string, unknown>>;

/** Contracts as bodies publish them in registers of theirs: statements, and money of no fund. */
@Controller('api/v1')
export class RegistersController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('contract-registers')
  async registers(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.registers(pointOf(query));
    return { ...writtenMoment(moment), registers: writtenRegisters(facts) };
  }

  @Get('published-contracts')
  async contracts(@Query() query: Query): Promise<object> {
    const { moment, contracts } = await contractsSeen(this.reading, query);
    return { ...writtenMoment(moment), contracts };
  }

  @Get('published-contracts/:contract')
  async contract(@Param('contract') id: string, @Query() query: Query): Promise<object> {
    const { moment, statements } = await contractSeen(this.reading, id, query);
    return { ...writtenMoment(moment), contract: id, statements };
  }
}
