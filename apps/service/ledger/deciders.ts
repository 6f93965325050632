import type { Envelope } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import type { AgreementEvent } from '#contracts/events/party.js';
import type { AwardEvent } from '#contracts/events/award.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { Decider } from '#libs/event-store/decision.js';
import { evolveAward, newAward, type Award } from '#libs/funding/award/award.js';
import { evolveFund } from '#libs/funding/fund/evolve.js';
import { newFund, type Fund } from '#libs/funding/fund/fund.js';
import { evolveAgreement, newAgreement, type Agreement } from '#libs/funding/party/agreement.js';
import {
  evolveOrganisation,
  newOrganisation,
  type Organisation,
} from '#libs/funding/party/organisation.js';

/** How the states of the stream types are made from their events. */
export const fundDecider: Decider<Fund> = {
  initial: newFund,
  evolve: (fund, event) => evolveFund(fund, known<FundEvent>(event)),
};

export const awardDecider: Decider<Award> = {
  initial: newAward,
  evolve: (award, event) => evolveAward(award, known<AwardEvent>(event)),
};

export const agreementDecider: Decider<Agreement> = {
  initial: newAgreement,
  evolve: (agreement, event) => evolveAgreement(agreement, known<AgreementEvent>(event)),
};

export const organisationDecider: Decider<Organisation> = {
  initial: newOrganisation,
  evolve: evolveOrganisation,
};

/**
 * A stream holds events of its own type only: nothing else is ever decided for it, so what is known
 * to be an event of the ledger is known to be one of the stream's.
 */
const known = <Event extends object>(event: Envelope): Event & Envelope =>
  asDomainEvent(event) as Envelope as Event & Envelope;
