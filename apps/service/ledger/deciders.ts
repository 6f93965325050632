import type { AgreementEvent } from '#contracts/events/agreement.js';
import type { AppointmentEvent } from '#contracts/events/appointment.js';
import type { AreaEvent } from '#contracts/events/area.js';
import type { AwardEvent } from '#contracts/events/award.js';
import type { DelegationEvent } from '#contracts/events/delegation.js';
import type { OutcomeEvent } from '#contracts/events/outcome.js';
import type { ReallocationEvent } from '#contracts/events/reallocation.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { ReconciliationEvent } from '#contracts/events/reconciliation.js';
import type { ImportEvent } from '#contracts/events/import.js';
import type { RegisterEvent } from '#contracts/events/register.js';
import type { StrategyEvent } from '#contracts/events/strategy.js';
import type { OrganisationEvent } from '#contracts/events/organisation.js';
import type { Envelope } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import type { Decider } from '#libs/event-store/decision.js';
import {
  evolveAppointment,
  newAppointment,
  type Appointment,
} from '#libs/funding/appointment/appointment.js';
import { evolveOutcome, newOutcome, type Outcome } from '#libs/funding/outcome/outcome.js';
import { evolveArea, newArea, type Area } from '#libs/funding/area/area.js';
import { evolveAward, newAward, type Award } from '#libs/funding/award/award.js';
import {
  evolveDelegation,
  newDelegation,
  type Delegation,
} from '#libs/funding/delegation/delegation.js';
import {
  evolveReallocation,
  newReallocation,
  type Reallocation,
} from '#libs/funding/reallocation/reallocation.js';
import { evolveFund } from '#libs/funding/fund/evolve.js';
import { evolvePerson, newPerson, type Person } from '#libs/funding/person/person.js';
import {
  evolveReconciliation,
  newReconciliation,
  type Reconciliation,
} from '#libs/funding/reconciliation/reconciliation.js';
import { evolveRegister, newRegister, type Register } from '#libs/funding/register/register.js';
import { evolveStrategy, newStrategy, type Strategy } from '#libs/funding/strategy/strategy.js';
import { newFund, type Fund } from '#libs/funding/fund/fund.js';
import { evolveImport, newImport, type Import } from '#libs/funding/import/import.js';
import {
  evolveAgreement,
  newAgreement,
  type Agreement,
} from '#libs/funding/agreement/agreement.js';
import {
  evolveOrganisation,
  newOrganisation,
  type Organisation,
} from '#libs/funding/organisation/organisation.js';

/*
 * How the states of the stream types are made from their events. A stream holds events of its own
 * type only, for nothing else is ever decided for it: so much may be said of what the log holds.
 */

export const fundDecider: Decider<Fund> = {
  initial: newFund,
  evolve: (fund, event) => evolveFund(fund, asDomainEvent(event) as FundEvent & Envelope),
};

export const awardDecider: Decider<Award> = {
  initial: newAward,
  evolve: (award, event) => evolveAward(award, asDomainEvent(event) as AwardEvent & Envelope),
};

export const agreementDecider: Decider<Agreement> = {
  initial: newAgreement,
  evolve: (agreement, event) =>
    evolveAgreement(agreement, asDomainEvent(event) as AgreementEvent & Envelope),
};

export const delegationDecider: Decider<Delegation> = {
  initial: newDelegation,
  evolve: (delegation, event) =>
    evolveDelegation(delegation, asDomainEvent(event) as DelegationEvent & Envelope),
};

export const outcomeDecider: Decider<Outcome> = {
  initial: newOutcome,
  evolve: (outcome, event) =>
    evolveOutcome(outcome, asDomainEvent(event) as OutcomeEvent & Envelope),
};

export const reallocationDecider: Decider<Reallocation> = {
  initial: newReallocation,
  evolve: (reallocation, event) =>
    evolveReallocation(reallocation, asDomainEvent(event) as ReallocationEvent & Envelope),
};

export const areaDecider: Decider<Area> = {
  initial: newArea,
  evolve: (area, event) => evolveArea(area, asDomainEvent(event) as AreaEvent & Envelope),
};

export const strategyDecider: Decider<Strategy> = {
  initial: newStrategy,
  evolve: (strategy, event) =>
    evolveStrategy(strategy, asDomainEvent(event) as StrategyEvent & Envelope),
};

export const importDecider: Decider<Import> = {
  initial: newImport,
  evolve: (state, event) => evolveImport(state, asDomainEvent(event) as ImportEvent & Envelope),
};

export const registerDecider: Decider<Register> = {
  initial: newRegister,
  evolve: (state, event) => evolveRegister(state, asDomainEvent(event) as RegisterEvent & Envelope),
};

export const appointmentDecider: Decider<Appointment> = {
  initial: newAppointment,
  evolve: (appointment, event) =>
    evolveAppointment(appointment, asDomainEvent(event) as AppointmentEvent & Envelope),
};

export const personDecider: Decider<Person> = { initial: newPerson, evolve: evolvePerson };

export const reconciliationDecider: Decider<Reconciliation> = {
  initial: newReconciliation,
  evolve: (state, event) =>
    evolveReconciliation(state, asDomainEvent(event) as ReconciliationEvent & Envelope),
};

export const organisationDecider: Decider<Organisation> = {
  initial: newOrganisation,
  evolve: (organisation, event) =>
    evolveOrganisation(organisation, asDomainEvent(event) as OrganisationEvent & Envelope),
};
