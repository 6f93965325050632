import type { AwardCommand } from '#contracts/commands/award.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { RegisterOrganisation, SignAgreement } from '#contracts/commands/party.js';
import { streamOf } from '#contracts/events/all.js';
import type { Refusal } from '#contracts/problems.js';
import { decideAgreement } from '#libs/funding/party/agreement.js';
import { decideOrganisation } from '#libs/funding/party/organisation.js';
import { inFund, makeAward, note, type Touched } from './awards.js';
import { agreementDecider, organisationDecider } from './deciders.js';
import type { Asking, Ledger, Outcome } from './ledger.js';

/** A command to a thing of the ledger, checked against its schema. */
export type Asked = { readonly id: string; readonly expectedRevision?: number | undefined } & (
  | { readonly kind: 'organisation'; readonly command: RegisterOrganisation }
  | { readonly kind: 'agreement'; readonly command: SignAgreement }
  | { readonly kind: 'fund'; readonly command: FundCommand }
  | { readonly kind: 'contract' | 'grant'; readonly command: AwardCommand }
);

/** For @nestjs/cqrs: one class and one handler for all commands. */
export class LedgerCommand {
  constructor(
    readonly asking: Asking,
    readonly asked: Asked,
  ) {}
}

export type Answer = Touched | { readonly refused: Refusal };

/** Passes a command to the deciders of its stream type. */
export async function carryOut(ledger: Ledger, { asking, asked }: LedgerCommand): Promise<Answer> {
  const { id, expectedRevision } = asked;
  switch (asked.kind) {
    case 'fund':
      return alone(await inFund(ledger, asking, id, asked.command, expectedRevision));
    case 'contract':
    case 'grant':
      return makeAward(ledger, asking, asked.kind, id, asked.command, expectedRevision);
    case 'organisation':
      return alone(
        await ledger.execute(asking, {
          stream: streamOf(asked.kind, id),
          decider: organisationDecider,
          expectedRevision,
          decide: (state) => decideOrganisation(state, asked.command),
        }),
      );
    case 'agreement':
      return alone(
        await ledger.execute(asking, {
          stream: streamOf(asked.kind, id),
          decider: agreementDecider,
          expectedRevision,
          decide: (state) => decideAgreement(state, asked.command),
        }),
      );
  }
}

function alone(outcome: Outcome): Answer {
  if ('refused' in outcome) return outcome;
  const touched: Touched = { streams: [], wouldRecord: [], repeated: true };
  note(touched, outcome);
  return touched;
}
