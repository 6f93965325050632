import type { AwardEvent } from '#contracts/events/award.js';
import type { Varied } from '#contracts/events/award/reallocated.js';
import type { AwardYear } from '#contracts/events/award/shapes.js';
import { apportion } from '#libs/money/apportion.js';
import { parsePence } from '#libs/money/pence.js';
import { rateOf } from '#libs/money/rate.js';
import type { ContractState, GrantState, Made, OptionState } from './made.js';
import { byPlace } from './money.js';

type Of<Type extends AwardEvent['type']> = Extract<AwardEvent, { type: Type }>;

/** An award as it is when it is made. */
export function madeBy(event: Of<'ContractAwarded'> | Of<'GrantAwarded'>): Made {
  const { provider, start, end, funding, costShares, value } = event.data;
  return {
    outcome: 'awarded',
    kind: event.type === 'ContractAwarded' ? 'contract' : 'grant',
    from: event.effective,
    provider,
    start,
    end,
    original: parsePence(value),
    funding: byPlace(funding),
    funds: fundsOf(funding),
    costShares,
    outcomePayments: [],
    changes: new Map(),
    reallocations: new Set(),
    reserved: new Map(),
    released: new Set(),
    over: false,
    subcontracts: new Map(),
    contract: event.type === 'ContractAwarded' ? contractOf(event) : noContract,
    grant: event.type === 'GrantAwarded' ? grantOf(event) : noGrant,
  };
}

const noContract: ContractState = {
  person: null,
  regime: 'unknown',
  terms: {
    options: [],
    breaks: [],
    indexation: null,
    flexibility: null,
    retention: null,
    leadProvider: false,
  },
  options: [],
  varied: 0n,
  indexedTo: null,
  moved: new Map(),
  notice: 'none',
};

const noGrant: GrantState = {
  terms: null,
  conditions: new Map(),
  secured: new Map(),
};

function contractOf({ data }: Of<'ContractAwarded'>): ContractState {
  const { optionMonths, optionsValue, regime } = data;
  const worths =
    optionMonths.length === 0 ? [] : apportion(parsePence(optionsValue), optionMonths.map(BigInt));
  return {
    ...noContract,
    regime,
    options: optionMonths.map((months, place) => ({
      option: place + 1,
      months,
      worth: worths[place] ?? 0n,
      stated: false,
      exerciseBy: null,
      state: 'open',
    })),
  };
}

/** Conditions that were only written down have a number and gate nothing. */
const grantOf = ({ data }: Of<'GrantAwarded'>): GrantState => ({
  ...noGrant,
  conditions: new Map(
    data.conditions.map((text, place) => [
      String(place + 1),
      { text, gatesPayment: false, state: 'open' },
    ]),
  ),
});

/** What happened to an award after it was made. */
export function evolveMade(made: Made, event: AwardEvent): Made {
  switch (event.type) {
    case 'AwardChangeLapsed':
      return {
        ...made,
        changes: new Map(made.changes).set(event.data.change, {
          outcome: 'lapsed',
          cause: event.data.cause,
        }),
      };
    case 'ContractTermsAgreed':
      return inContract(made, {
        terms: event.data,
        options: made.contract.options.map((option) => {
          const said = event.data.options.find((one) => one.option === option.option);
          return said ? { ...option, ...agreed(option, said) } : option;
        }),
      });
    case 'OutcomePaymentsAgreed':
      return { ...made, outcomePayments: event.data.payments };
    case 'PersonalBudgetBuilt':
      return inContract(made, { person: event.data.person });
    case 'PersonalBudgetReassessed':
      return changed(made, event.data);
    case 'AwardReallocated': {
      const { funding, reallocation, variation } = event.data;
      const reallocations = new Set(made.reallocations).add(reallocation);
      const followed = { ...made, funding, reallocations, reserved: without(made, reallocation) };
      return counted(followed, variation);
    }
    case 'AwardReallocationReserved': {
      const { reallocation, attempt, more } = event.data;
      const asked = { attempt, more: parsePence(more) };
      return { ...made, reserved: new Map(made.reserved).set(reallocation, asked) };
    }
    case 'AwardReallocationReleased': {
      const { reallocation, attempt } = event.data;
      const released = new Set(made.released).add(attempt);
      return made.reserved.get(reallocation)?.attempt === attempt
        ? { ...made, released, reserved: without(made, reallocation) }
        : { ...made, released };
    }
    case 'ContractVaried':
      return counted({ ...changed(made, event.data), end: event.data.end }, event.data);
    case 'TransparencyNoticePublished':
      return inContract(made, { notice: 'published' });
    case 'OptionExercised':
      return inContract(
        { ...changed(made, event.data), end: event.data.end },
        { options: optionsNow(made, [event.data.option], 'exercised') },
      );
    case 'OptionLapsed':
      return inContract(made, { options: optionsNow(made, [event.data.option], 'lapsed') });
    case 'ContractUplifted': {
      const { applied, now } = event.data;
      return inContract(changed(made, event.data), {
        indexedTo: now.month,
        options: made.contract.options.map((option) => ({
          ...option,
          worth: option.worth + rateOf(option.worth, applied, 'nearest-penny'),
        })),
      });
    }
    case 'BreakNoticeGiven':
    case 'ContractEnded':
      return inContract(
        {
          ...changed(made, event.data),
          end: event.data.end,
          over: event.type === 'ContractEnded',
        },
        { options: optionsNow(made, event.data.lapses, 'lapsed') },
      );
    case 'AwardLinesMoved': {
      const { change, fund, year, used } = event.data;
      return inContract(decided(made, change, [fund]), {
        moved: new Map(made.contract.moved).set(year, parsePence(used)),
      });
    }
    case 'SubcontractRecorded':
    case 'SubcontractChanged':
      return {
        ...made,
        subcontracts: new Map(made.subcontracts).set(
          event.data.subcontract,
          parsePence(event.data.value),
        ),
      };
    case 'ContractNovated':
    case 'GrantNovated':
      return { ...decided(made, event.data.change, made.funds), provider: event.data.to };
    case 'GrantTermsAgreed':
      return inGrant(made, {
        terms: event.data,
        conditions: new Map([
          ...made.grant.conditions,
          ...event.data.conditions.map(({ condition, ...of }) => [condition, of] as const),
        ]),
        secured: new Map([
          ...made.grant.secured,
          ...event.data.match
            .filter(({ state }) => state === 'secured')
            .map(({ match, amount }) => [match, parsePence(amount)] as const),
        ]),
      });
    case 'GrantConditionMet':
      return condition(made, event.data.condition, 'met');
    case 'GrantConditionNotMet':
      return condition(made, event.data.condition, 'not met');
    case 'MatchFundingSecured':
      return inGrant(made, {
        secured: new Map(made.grant.secured).set(event.data.match, parsePence(event.data.secured)),
      });
    case 'GrantVaried':
      return { ...changed(made, event.data), end: event.data.end };
    case 'ClawbackDemanded':
      return decided(made, event.data.change, [event.data.fund]);
    case 'GrantClosed':
      return { ...changed(made, event.data), over: true };
    case 'SubsidyControlRecorded':
    case 'ContractAwarded':
    case 'GrantAwarded':
    case 'GrantOffered':
    case 'GrantAccepted':
    case 'GrantDeclined':
    case 'GrantOfferLapsed':
    case 'AwardLapsed':
      return made;
  }
}

const without = ({ reserved }: Made, reallocation: string): Made['reserved'] =>
  new Map([...reserved].filter(([id]) => id !== reallocation));

/** The running total of variations, where the change counts towards it. */
const counted = (made: Made, variation: Pick<Varied, 'total' | 'notice'> | null): Made =>
  variation === null
    ? made
    : inContract(made, {
        varied: parsePence(variation.total),
        notice: variation.notice ? 'due' : made.contract.notice,
      });
const inContract = (made: Made, now: Partial<ContractState>): Made => ({
  ...made,
  contract: { ...made.contract, ...now },
});
const inGrant = (made: Made, now: Partial<GrantState>): Made => ({
  ...made,
  grant: { ...made.grant, ...now },
});

const decided = (made: Made, change: string, funds: readonly string[]): Made => ({
  ...made,
  changes: new Map(made.changes).set(change, { outcome: 'decided', funds }),
});

function changed(
  made: Made,
  data: {
    readonly change: string;
    readonly adds: readonly { readonly fund: string }[];
    readonly releases: readonly { readonly fund: string }[];
    readonly funding: readonly AwardYear[];
  },
): Made {
  const touched = fundsOf([...data.adds, ...data.releases]);
  // A change of terms alone is asked of every fund whose host's scheme says who decides it.
  const funds = touched.length > 0 ? touched : made.funds;
  return {
    ...decided(made, data.change, funds),
    funding: data.funding,
    funds: [...new Set([...made.funds, ...funds])],
  };
}

const fundsOf = (lines: readonly { readonly fund: string }[]): string[] => [
  ...new Set(lines.map(({ fund }) => fund)),
];

const agreed = (
  { worth, stated }: OptionState,
  said: { readonly exerciseBy: string | null; readonly value: string | null },
): Partial<OptionState> => ({
  exerciseBy: said.exerciseBy,
  worth: said.value === null ? worth : parsePence(said.value),
  stated: said.value === null ? stated : true,
});

const optionsNow = (
  { contract }: Made,
  which: readonly number[],
  state: OptionState['state'],
): OptionState[] =>
  contract.options.map((option) => (which.includes(option.option) ? { ...option, state } : option));

function condition(made: Made, id: string, state: 'met' | 'not met'): Made {
  const known = made.grant.conditions.get(id);
  return known
    ? inGrant(made, { conditions: new Map(made.grant.conditions).set(id, { ...known, state }) })
    : made;
}
