import type { AwardCommand } from '#contracts/commands/award.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { grantCommands } from '#contracts/commands/award/grant.js';
import type { FundCommand, FundCommandName } from '#contracts/commands/fund.js';
import { agreementCommands } from '#contracts/commands/agreement.js';
import { organisationCommands } from '#contracts/commands/organisation.js';
import { checkedData, streamOf } from '#contracts/events/all.js';
import type { AwardEvent } from '#contracts/events/award.js';
import type { AgreementEvent } from '#contracts/events/agreement.js';
import type { OrganisationEvent } from '#contracts/events/organisation.js';
import { problemDocument } from '#contracts/problems.js';
import { decideAward, newAward } from '#libs/funding/award/award.js';
import type { Decision } from '#libs/funding/decision.js';
import {
  agreementInForce,
  decideAgreement,
  evolveAgreement,
  newAgreement,
} from '#libs/funding/agreement/agreement.js';
import { decideOrganisation, newOrganisation } from '#libs/funding/organisation/organisation.js';
import type { Step } from '#apps/service/example/step.js';
import { after, command, on, untold, type Told } from './given.js';

/** What comes of steps as the deciders alone decide them: no store, no service, one fund. */
export function toldSoFar(...steps: readonly Step[]): Told {
  const [inFund] = steps.filter(({ kind }) => kind === 'fund');
  const told = untold(inFund?.id);
  for (const step of steps) take(told, step);
  return told;
}

/** One step more. A refusal is a mistake in the test. */
export function take(told: Told, step: Step): void {
  const { kind, id } = step;
  const { effective, input } = askedIn(step);
  switch (kind) {
    case 'organisation': {
      const about = organisationCommands['register-organisation'].parse(input);
      const asked = { ...about, command: 'register-organisation', effective } as const;
      happens(told, streamOf(kind, id), decideOrganisation(newOrganisation(), asked, id));
      return;
    }
    case 'agreement': {
      const terms = agreementCommands['sign-agreement'].parse(input);
      const asked = { ...terms, command: 'sign-agreement', effective } as const;
      const decision = decideAgreement(newAgreement(), asked, id, on(effective));
      const agreement = happens(told, streamOf(kind, id), decision).reduce(
        evolveAgreement,
        newAgreement(),
      );
      told.agreement = agreementInForce(agreement, id, told.stream, effective);
      return;
    }
    case 'fund':
      after(told, [fundCommand(step)]);
      return;
    case 'contract':
    case 'grant': {
      const award = awardCommand(step);
      const { costShares } = award;
      after(told, [reservation(step)]);
      happens(told, streamOf(kind, id), decideAward(newAward(), award, id, effective));
      after(told, [command('confirm-commitment', { award: id, costShares }, effective)]);
      return;
    }
    case 'appointment':
    case 'delegation':
    case 'reallocation':
    case 'area':
    case 'strategy':
    case 'outcome':
    case 'reconciliation':
      throw new Error(`${kind} ${id}: tell it over HTTP, for more than this fund is asked`);
  }
}

export function fundCommand(step: Step): FundCommand {
  const { effective, input } = askedIn(step);
  return command(step.command as FundCommandName, input as never, effective);
}

/** The first step of an award, in its fund. */
export function reservation(step: Step): FundCommand {
  const { effective, provider, obligation, funding, costShares } = awardCommand(step);
  return {
    command: 'reserve-commitment',
    effective,
    award: step.id,
    kind: step.kind === 'grant' ? 'grant' : 'contract',
    provider,
    expires: '2026-04-01T09:15:00Z',
    obligation,
    costShares,
    lines: funding,
  };
}

function awardCommand(step: Step): AwardCommand {
  const { effective, input } = askedIn(step);
  return step.command === 'award-grant'
    ? { ...grantCommands['award-grant'].parse(input), command: 'award-grant', effective }
    : { ...contractCommands['award-contract'].parse(input), command: 'award-contract', effective };
}

function askedIn({ body }: Step) {
  const { effective, reason: _, ...input } = body;
  return { effective, input };
}

function happens<Event extends OrganisationEvent | AgreementEvent | AwardEvent>(
  told: Told,
  stream: string,
  decision: Decision<Event>,
): readonly Event[] {
  if (decision.refused) throw new Error(problemDocument(decision.refused).detail);
  for (const event of decision.events) {
    checkedData(event.type, event.data);
    told.happened.push({ ...event, stream });
  }
  return decision.events;
}
