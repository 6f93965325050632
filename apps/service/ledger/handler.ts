import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LEDGER } from '../api/tokens.js';
import { carryOut, LedgerCommand, type Answer } from './commands.js';
import type { Ledger } from './ledger.js';

/** The one handler of all commands: what differs between them is in their deciders. */
@CommandHandler(LedgerCommand)
export class LedgerCommandHandler implements ICommandHandler<LedgerCommand, Answer> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute(command: LedgerCommand): Promise<Answer> {
    return carryOut(this.ledger, command);
  }
}
