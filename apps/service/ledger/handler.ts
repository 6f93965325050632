import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Reading } from '#projections/reading/reading.js';
import { Refused } from '#projections/reading/refused.js';
import { refusal } from '#contracts/problems.js';
import { LEDGER, SEALING, TRANSPARENCY } from '../api/tokens.js';
import type { LogService } from '../log/log-service.js';
import { OWN_READING } from '../reading/tokens.js';
import type { Sealing } from '../sealing/sealing.js';
import { LedgerCommand, type Answer } from './commands.js';
import type { Ledger } from './ledger.js';
import { carryOutWithViews } from './with-views.js';

/** The one handler of all commands: what differs between them is in their deciders. */
@CommandHandler(LedgerCommand)
export class LedgerCommandHandler implements ICommandHandler<LedgerCommand, Answer> {
  constructor(
    @Inject(SEALING) private readonly sealing: Pick<Sealing, 'sealed' | 'forget'>,
    @Inject(LEDGER) private readonly ledger: Ledger,
    // What is decided rests on what is so, and not on what of it is seen by who asks.
    @Inject(OWN_READING) readonly reading: Reading,
    @Inject(TRANSPARENCY)
    readonly log: Pick<LogService, 'id' | 'origin' | 'rootAt' | 'checkpointCovering'>,
  ) {}

  async execute(received: LedgerCommand): Promise<Answer> {
    try {
      return await this.#carryOut(received);
    } catch (error) {
      // What the views cannot answer is refused like what is decided.
      if (error instanceof Refused) return { refused: error.refusal };
      throw error;
    }
  }

  async #carryOut(received: LedgerCommand): Promise<Answer> {
    const command = await this.sealing.sealed(received);
    if ('refused' in command) return command;
    const { asking, asked } = command;
    if (asked.kind === 'log' && asked.id !== this.log.id)
      return { refused: refusal('not-found', { what: 'log', id: asked.id, where: 'the ledger' }) };
    const decide = (): Promise<Answer> => carryOutWithViews(this.ledger, this, command);
    if (asked.kind === 'person') {
      const { dryRun, provenance } = asking;
      return this.sealing.forget(asked.id, provenance.organisation, dryRun, decide);
    }
    const answer = await decide();
    if (asked.kind === 'fund' && asked.command.command === 'issue-statement')
      await this.#signed(answer);
    return answer;
  }

  /** It is recorded whether or not the log can be signed now; what is wrong is said there. */
  async #signed(answer: Answer): Promise<void> {
    if ('refused' in answer) return;
    for (const { number } of answer.streams)
      if (number > 0) await this.log.checkpointCovering(number).catch(() => undefined);
  }
}
