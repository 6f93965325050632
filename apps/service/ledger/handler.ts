import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Reading } from '#projections/reading/reading.js';
import { Refused } from '#projections/reading/refused.js';
import { refusal } from '#contracts/problems.js';
import { LEDGER, SEALING, TRANSPARENCY } from '../api/tokens.js';
import type { LogService } from '../log/log-service.js';
import { OWN_READING } from '../reading/tokens.js';
import type { Sealing } from '../sealing/sealing.js';
import { publish } from '../publications/publish.js';
import { issueStatement } from '../statements/issue-statement.js';
import { withOurSide } from '../statements/our-side.js';
import { cashBookOf } from '../reconciliation/cash-book.js';
import { carryOut, LedgerCommand, touchedBy, type Answer } from './commands.js';
import type { Ledger } from './ledger.js';
import { outcomesOfSameMeasure } from './same-measure.js';

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
    // A statement is made of what the views say at a number: no stream alone could decide it.
    if (asked.kind === 'fund' && asked.command.command === 'issue-statement') {
      const { id, command: issue, expectedRevision } = asked;
      const issued = await issueStatement(this.ledger, this, asking, id, issue, expectedRevision);
      // It is recorded whether or not the log can be signed now; what is wrong is said there.
      if ('done' in issued && issued.done.number > 0)
        await this.log.checkpointCovering(issued.done.number).catch(() => undefined);
      return touchedBy(issued);
    }
    // What is published is what the views have of the ledger, and the fund decides what of it.
    if (asked.kind === 'fund' && asked.command.command === 'publish') {
      const { id, command: publishing, expectedRevision } = asked;
      return touchedBy(
        await publish(this.ledger, this.reading, asking, id, publishing, expectedRevision),
      );
    }
    if (asked.kind === 'fund' && asked.command.command === 'agree-balances') {
      const compared = await withOurSide(this.reading, asked.id, asked.command);
      if ('problem' in compared) return { refused: compared };
      const filled = new LedgerCommand(asking, { ...asked, command: compared });
      return carryOut(this.ledger, filled, this.#views());
    }
    if (asked.kind === 'log' && asked.id !== this.log.id)
      return { refused: refusal('not-found', { what: 'log', id: asked.id, where: 'the ledger' }) };
    const decide = (): Promise<Answer> => carryOut(this.ledger, command, this.#views());
    if (asked.kind !== 'person') return decide();
    const { dryRun, provenance } = asking;
    return this.sealing.forget(asked.id, provenance.organisation, dryRun, decide);
  }

  #views() {
    return {
      sameMeasure: outcomesOfSameMeasure(this.ledger, this.reading),
      cashBook: cashBookOf(this.ledger, this.reading),
    };
  }
}
