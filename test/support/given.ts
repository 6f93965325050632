import {
  fundCommands,
  fundSteps,
  type FundCommand,
  type FundCommandInput,
  type FundCommandName,
} from '#contracts/commands/fund.js';
import { checkedData, streamOf, type DomainEvent } from '#contracts/events/all.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { Facts } from '#contracts/problems/problem-type.js';
import { problemDocument, type ProblemName, type Refusal } from '#contracts/problems.js';
import type { Circumstances, Decision } from '#libs/funding/decision.js';
import type { Delegation } from '#libs/funding/delegation/delegation.js';
import type { AgreementInForce } from '#libs/funding/agreement/in-force.js';
import type { AreaSets } from '#libs/funding/area/membership.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import { evolveFund } from '#libs/funding/fund/evolve.js';
import { newFund, type Fund } from '#libs/funding/fund/fund.js';
import { Balances, type Asked } from '#libs/ledger/balances.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence } from '#libs/money/pence.js';

/** A fund that commands are put to, one after another, with what came of them. */
export interface Told {
  readonly stream: string;
  readonly fund: Fund;
  readonly happened: DomainEvent[];
  agreement: AgreementInForce | undefined;
  delegations: readonly Delegation[];
  areas?: AreaSets;
}

const catalogue = { ...fundCommands, ...fundSteps };

/** A command as it comes from outside, with its defaults filled in. */
export function command<Name extends FundCommandName>(
  name: Name,
  input: FundCommandInput<Name>,
  effective = '2026-04-01',
): FundCommand {
  return { ...catalogue[name].parse(input), command: name, effective } as FundCommand;
}

/** Nothing has happened yet. */
export const untold = (fund = 'northmoor'): Told => ({
  stream: streamOf('fund', fund),
  fund: newFund(),
  happened: [],
  agreement: undefined,
  delegations: [],
});

/** Nine o'clock on a day, and who decides in specs. */
export const on = (today: string): Circumstances => ({
  now: `${today}T09:00:00.000Z`,
  today,
  actor: 'amina',
  organisation: 'GB-LAE-NMR',
  authority: 'Pooled fund manager',
  office: 'pooled-fund-manager',
});

/** Puts one command to the fund, and records what happens. */
export function tell(
  told: Told,
  asked: FundCommand,
  by: Circumstances & Pick<FundContext, 'agreementToday' | 'oneBody'> = on(asked.effective),
): Decision<FundEvent> {
  const context = {
    ...by,
    agreement: told.agreement,
    delegations: told.delegations,
    areas: told.areas,
    fund: told.stream.slice('fund-'.length),
  };
  const decision = decideFund(told.fund, asked, context);
  for (const event of decision.events ?? []) {
    checkedData(event.type, event.data);
    const standing = { ...event, stream: told.stream };
    evolveFund(told.fund, standing);
    told.happened.push(standing);
  }
  return decision;
}

/** What must have happened for the spec to begin: a refusal here is a mistake in the spec. */
export function given(...commands: readonly FundCommand[]): Given {
  return new Given(after(untold(), commands));
}

/** The same, under an agreement. */
export function givenUnder(
  agreement: AgreementInForce,
  ...commands: readonly FundCommand[]
): Given {
  return new Given(after({ ...untold(), agreement }, commands));
}

export function after(told: Told, commands: readonly FundCommand[]): Told {
  for (const asked of commands) {
    const { refused } = tell(told, asked);
    if (refused) throw new Error(`${asked.command}: ${problemDocument(refused).detail}`);
  }
  return told;
}

class Given {
  constructor(private readonly told: Told) {}

  /** On the day from which it counts, or on another one. */
  when(asked: FundCommand, today = asked.effective): Outcome {
    return new Outcome(this.told, tell(this.told, asked, on(today)));
  }
}

/** What a spec expects of the balances: the question, and its answer as an amount. */
export type Expected = readonly [question: string, asked: Asked, amount: string];

/** Every method here ends a spec: what has a `then` of its own must not be handed on to Jest. */
class Outcome {
  constructor(
    private readonly told: Told,
    private readonly decision: Decision<FundEvent>,
  ) {}

  /** It happened, and the balances are these. */
  then(...expected: readonly Expected[]): void {
    expect(this.decision.refused && problemDocument(this.decision.refused).detail).toBeUndefined();
    expectBalances(this.told, expected);
  }

  /** It happened in these events; of each only what is written here is compared. */
  thenHappened(...events: readonly { readonly type: string; readonly data?: object }[]): void {
    const written = events.map(({ type, data }): unknown =>
      expect.objectContaining(
        data === undefined ? { type } : { type, data: expect.objectContaining(data) as unknown },
      ),
    );
    expect(this.decision.events).toEqual(written);
  }

  /** It was refused for this reason, and changed nothing. */
  thenRefused(problem: ProblemName, facts: Facts & { readonly rule?: number } = {}): void {
    expectRefused(this.decision.refused, problem, facts);
  }
}

export function expectBalances(told: Told, expected: readonly Expected[]): void {
  const balances = Balances.of(told.happened.flatMap(postings));
  expect(expected.map(([question, asked]) => [question, formatPence(balances.sum(asked))])).toEqual(
    expected.map(([question, , amount]) => [question, amount]),
  );
}

export function expectRefused(
  refused: Refusal | undefined,
  problem: ProblemName,
  facts: Facts,
): void {
  if (!refused) throw new Error(`it was not refused as ${problem}`);
  expect({ problem: refused.problem, ...problemDocument(refused) }).toMatchObject({
    problem,
    ...facts,
  });
}
