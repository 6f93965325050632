import type { AwardCommand } from '#contracts/commands/award.js';
import {
  fundCommands,
  fundSteps,
  type FundCommand,
  type FundCommandInput,
  type FundCommandName,
} from '#contracts/commands/fund.js';
import { checkedData } from '#contracts/events/all.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  problemDocument,
  type Facts,
  type ProblemName,
  type Refusal,
} from '#contracts/problems.js';
import { Balances, type Asked } from '#libs/ledger/balances.js';
import type { Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence } from '#libs/money/pence.js';
import type { Decision } from './decision.js';
import type { AgreementInForce } from './fund/commitments.js';
import { decideFund } from './fund/decide.js';
import { evolveFund } from './fund/evolve.js';
import { newFund, type Fund } from './fund/fund.js';

/** A fund that commands are put to, one after another, with what came of them. */
export interface Told {
  readonly fund: Fund;
  readonly postings: Posting[];
  agreement: AgreementInForce | undefined;
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
export const untold = (): Told => ({ fund: newFund(), postings: [], agreement: undefined });

/** Puts one command to the fund, and records what happens. */
export function tell(told: Told, asked: FundCommand): Decision<FundEvent> {
  const decision = decideFund(told.fund, asked, { agreement: told.agreement });
  for (const event of decision.events ?? []) {
    checkedData(event.type, event.data);
    const standing = { ...event, stream: 'fund-northmoor' };
    evolveFund(told.fund, standing);
    told.postings.push(...postings(standing));
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

  when(asked: FundCommand): Outcome {
    return new Outcome(this.told, tell(this.told, asked));
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
  const balances = Balances.of(told.postings);
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

/** The first step of an award, in the fund. */
export function reservation(
  id: string,
  kind: 'contract' | 'grant',
  asked: AwardCommand,
): FundCommand {
  return {
    command: 'reserve-commitment',
    effective: asked.effective,
    award: id,
    kind,
    provider: asked.provider,
    expires: '2026-04-01T09:15:00Z',
    obligation: asked.obligation,
    lines: asked.funding,
  };
}

/** A pool of two partners and a funder whose money is for participation only. */
export const small: readonly FundCommand[] = [
  command('establish-fund', { name: 'Small pool', kind: 'pooled', host: 'council' }),
  ...(['council', 'icb', 'foundation'] as const).map((source) =>
    command('open-source', { source, name: source, role: 'partner', organisation: source }),
  ),
  command('open-scheme', { scheme: 'navigators', name: 'Navigators', category: 'navigation' }),
  command('open-scheme', { scheme: 'panel', name: 'Panel', category: 'participation' }),
  command('open-scheme', { scheme: 'crisis', name: 'Crisis care', demandLed: true }),
];

export const pledge = (source: string, amount: string, more: object = {}): FundCommand =>
  command('pledge-contribution', {
    contribution: source,
    source,
    year: '2026-27',
    amount,
    ...more,
  });
export const confirm = (contribution: string): FundCommand =>
  command('confirm-contribution', { contribution, evidence: 'Signed schedule' });
export const allocate = (
  scheme: string,
  source: string,
  amount: string,
  more: object = {},
): FundCommand => command('allocate-budget', { scheme, source, year: '2026-27', amount, ...more });

/** Council 70.00 and ICB 40.00, confirmed and allocated to Navigators. */
export const funded: readonly FundCommand[] = [
  ...small,
  pledge('council', '70.00'),
  confirm('council'),
  pledge('icb', '40.00'),
  confirm('icb'),
  allocate('navigators', 'council', '70.00'),
  allocate('navigators', 'icb', '40.00'),
];

export const reserve = (award: string, amount: string, more: object = {}): FundCommand =>
  command('reserve-commitment', {
    award,
    kind: 'contract',
    provider: 'harbour-lights',
    expires: '2026-04-01T09:15:00Z',
    obligation: 'none',
    lines: [
      { scheme: 'navigators', year: '2026-27', nature: 'revenue', amount, sources: 'as-scheme' },
    ],
    ...more,
  });
export const made = (award: string): FundCommand =>
  command('confirm-commitment', { award, costShares: [] });

/** An award of 11.00 to Harbour Lights: council 7.00, ICB 4.00. */
export const awarded: readonly FundCommand[] = [
  ...funded,
  reserve('lights', '11.00'),
  made('lights'),
];

export const invoice = (expenditure: string, net: string, more: object = {}): FundCommand =>
  command(
    'verify-expenditure',
    {
      expenditure,
      provider: 'harbour-lights',
      award: 'lights',
      net,
      reference: 'Invoice',
      ...more,
    },
    '2026-05-01',
  );
