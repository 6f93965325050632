import type { AgreementCommand } from '#contracts/commands/agreement.js';
import type { AppointmentCommand } from '#contracts/commands/appointment.js';
import type { AreaCommand } from '#contracts/commands/area.js';
import type { ContractCommand } from '#contracts/commands/award/contract.js';
import type { PublishedGrant } from '#contracts/commands/award.js';
import type { GrantCommand } from '#contracts/commands/award/grant.js';
import type { DelegationCommand } from '#contracts/commands/delegation.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { OutcomeCommand } from '#contracts/commands/outcome.js';
import type { LogCommand } from '#contracts/commands/log.js';
import type { PersonCommand } from '#contracts/commands/person.js';
import type { RegisterCommand } from '#contracts/commands/register.js';
import type { ReconciliationCommand } from '#contracts/commands/reconciliation.js';
import type { StrategyCommand } from '#contracts/commands/strategy.js';
import type { ReallocationCommand } from '#contracts/commands/reallocation.js';
import type { OrganisationCommand } from '#contracts/commands/organisation.js';
import { streamOf, type StreamKind } from '#contracts/events/all.js';
import type { Draft } from '#contracts/event-type.js';
import type { Refusal } from '#contracts/problems.js';
import type { Decider } from '#libs/event-store/decision.js';
import { personalBudgetAwarded } from '#libs/funding/award/personal-budget.js';
import { decideArea } from '#libs/funding/area/area.js';
import { decideAgreement, type AgreementCircumstances } from '#libs/funding/agreement/agreement.js';
import type { Decision } from '#libs/funding/decision.js';
import { decideDelegation } from '#libs/funding/delegation/delegation.js';
import { decideOutcome, type OutcomeCircumstances } from '#libs/funding/outcome/outcome.js';
import { decideOrganisation } from '#libs/funding/organisation/organisation.js';
import { decideStrategy } from '#libs/funding/strategy/strategy.js';
import { decideRegister } from '#libs/funding/register/register.js';
import { decideLog } from '../log/decide-log.js';
import { logDecider } from '../log/log-keys.js';
import { decideOnAppointment } from './appointments.js';
import { changeAward } from './award-changes.js';
import { answerOffer, inFund, makeAward, note, type Touched } from './awards.js';
import {
  agreementDecider,
  areaDecider,
  outcomeDecider,
  delegationDecider,
  organisationDecider,
  registerDecider,
  strategyDecider,
} from './deciders.js';
import { fromPassingFund } from './passed-down.js';
import { decideOnPerson } from './people.js';
import { askReallocation } from './reallocations.js';
import type { Asking, Ledger, Outcome } from './ledger.js';
import { asksTheBook, noBook, type CashBookOf } from '../reconciliation/cash-book.js';
import { decideOnReconciliation } from '../reconciliation/decide.js';
import { claimedElsewhere, type SameMeasure } from './same-measure.js';
import { asAwarded, barredByOthers, rejectStage } from './stage-claims.js';
import { hostNotASuccessor, notASuccessor } from './successors.js';

/** Commands that concern one stream alone, by the kind of the stream. */
interface AloneCommands {
  readonly organisation: OrganisationCommand;
  readonly area: AreaCommand;
  readonly strategy: StrategyCommand;
  readonly outcome: OutcomeCommand;
  readonly agreement: AgreementCommand;
  readonly delegation: DelegationCommand;
  readonly log: LogCommand;
  readonly register: RegisterCommand;
}

/** A command to a thing of the ledger, checked against its schema. */
export type Asked = { readonly id: string; readonly expectedRevision?: number | undefined } & (
  | {
      [Kind in keyof AloneCommands]: {
        readonly kind: Kind;
        readonly command: AloneCommands[Kind];
      };
    }[keyof AloneCommands]
  | { readonly kind: 'fund'; readonly command: FundCommand }
  | { readonly kind: 'contract'; readonly command: ContractCommand }
  | { readonly kind: 'grant'; readonly command: GrantCommand | PublishedGrant }
  | { readonly kind: 'reallocation'; readonly command: ReallocationCommand }
  | { readonly kind: 'appointment'; readonly command: AppointmentCommand }
  | { readonly kind: 'person'; readonly command: PersonCommand }
  | { readonly kind: 'reconciliation'; readonly command: ReconciliationCommand }
);

/** For @nestjs/cqrs: one class and one handler for all commands. */
export class LedgerCommand {
  constructor(
    readonly asking: Asking,
    readonly asked: Asked,
  ) {}
}

export type Answer = Touched | { readonly refused: Refusal };

/** How one stream decides. */
interface Alone<State, Command> {
  readonly decider: Decider<State>;
  readonly decide: (
    state: State,
    command: Command,
    id: string,
    circumstances: OutcomeCircumstances & AgreementCircumstances,
  ) => Decision<Draft<string, unknown>>;
}
const alone = <State, Command>(
  decider: Decider<State>,
  decide: Alone<State, Command>['decide'],
): Alone<unknown, Command> => ({ decider, decide }) as Alone<unknown, Command>;

const aloneDeciders: {
  readonly [Kind in keyof AloneCommands]: Alone<unknown, AloneCommands[Kind]>;
} = {
  organisation: alone(organisationDecider, decideOrganisation),
  outcome: alone(outcomeDecider, decideOutcome),
  area: alone(areaDecider, decideArea),
  strategy: alone(strategyDecider, decideStrategy),
  agreement: alone(agreementDecider, decideAgreement),
  delegation: alone(delegationDecider, decideDelegation),
  register: alone(registerDecider, decideRegister),
  log: alone(logDecider, (state, command, _id, circumstances) =>
    decideLog(state, command, circumstances),
  ),
};

/** What some decisions need to know of the views, which no stream could tell them. */
export interface Views {
  readonly sameMeasure: SameMeasure;
  readonly cashBook: CashBookOf;
}

/** For importers and schedulers, whose commands need none of it. */
const noViews: Views = {
  sameMeasure: () => Promise.resolve([]),
  cashBook: () => Promise.reject(new Error('this way of asking has no views')),
};

/** Passes a command to the deciders of its stream type. */
export async function carryOut(
  ledger: Ledger,
  { asking, asked }: LedgerCommand,
  views: Views = noViews,
): Promise<Answer> {
  const { id, expectedRevision } = asked;
  switch (asked.kind) {
    case 'fund': {
      const barred =
        asked.command.command === 'change-hosting' && !(await ledger.isRecorded(asking))
          ? await hostNotASuccessor(ledger, id, asked.command)
          : undefined;
      return barred
        ? { refused: barred }
        : touchedBy(await inFund(ledger, asking, id, asked.command, expectedRevision));
    }
    case 'contract':
    case 'grant':
      return ofAward(ledger, asking, asked.kind, id, asked.command, expectedRevision);
    case 'reallocation':
      return askReallocation(ledger, asking, id, asked.command, expectedRevision);
    case 'appointment':
      return touchedBy(
        await decideOnAppointment(ledger, asking, id, asked.command, expectedRevision),
      );
    case 'person':
      return touchedBy(await decideOnPerson(ledger, asking, id, asked.command, expectedRevision));
    case 'reconciliation': {
      const book = asksTheBook(asked.command) ? await views.cashBook(id) : noBook;
      return touchedBy(
        await decideOnReconciliation(ledger, asking, id, asked.command, expectedRevision, book),
      );
    }
    default: {
      if (asked.kind === 'outcome' && asked.command.command === 'reject-stage')
        return rejectStage(ledger, asking, id, asked.command, expectedRevision);
      const told =
        asked.kind === 'outcome'
          ? { ...asked, command: await asAwarded(ledger, asked.command) }
          : asked;
      const others =
        told.kind === 'outcome'
          ? await fromOthers(ledger, id, told.command, views)
          : told.kind === 'agreement'
            ? { elsewhere: [], ...(await fromPassingFund(ledger, id, told.command)) }
            : { elsewhere: [] };
      const { decider, decide } = aloneDeciders[told.kind] as Alone<unknown, unknown>;
      return touchedBy(
        await ledger.execute(asking, {
          stream: streamOf(told.kind satisfies StreamKind, id),
          decider,
          expectedRevision,
          // Decided here, so that a repeated request gets its first answer (rule 9).
          decide: (state, circumstances) =>
            'refused' in others
              ? others
              : decide(state, told.command, id, { ...circumstances, ...others }),
        }),
      );
    }
  }
}

/** What other streams say to a command to an outcome, and against it. */
async function fromOthers(ledger: Ledger, id: string, command: OutcomeCommand, views: Views) {
  const barred = await barredByOthers(ledger, id, command);
  return barred ? { refused: barred } : claimedElsewhere(ledger, id, command, views.sameMeasure);
}

/** An award is made, an offer of one answered; everything else changes one that is made. */
async function ofAward(
  ledger: Ledger,
  asking: Asking,
  kind: 'contract' | 'grant',
  id: string,
  command: ContractCommand | GrantCommand | PublishedGrant,
  expectedRevision: number | undefined,
): Promise<Answer> {
  const used = await ledger.usedOtherwise(asking);
  if (used) return { refused: used };
  switch (command.command) {
    case 'award-personal-budget': {
      // Before any fund keeps money under a name that tells who somebody is.
      const { refused } = personalBudgetAwarded(command, id);
      return refused ? { refused } : makeAward(ledger, asking, kind, id, command, expectedRevision);
    }
    case 'award-contract':
    case 'award-grant':
    case 'offer-grant':
      return makeAward(ledger, asking, kind, id, command, expectedRevision);
    case 'accept-grant':
    case 'decline-grant':
      return answerOffer(ledger, asking, id, command, expectedRevision);
    case 'novate-contract':
    case 'novate-grant': {
      const barred = (await ledger.isRecorded(asking))
        ? undefined
        : await notASuccessor(ledger, streamOf(kind, id), command);
      return barred
        ? { refused: barred }
        : changeAward(ledger, asking, kind, id, command, expectedRevision);
    }
    default:
      return changeAward(ledger, asking, kind, id, command, expectedRevision);
  }
}

export function touchedBy(outcome: Outcome): Answer {
  if ('refused' in outcome) return outcome;
  const touched: Touched = { streams: [], wouldRecord: [], repeated: true };
  note(touched, outcome);
  return touched;
}
