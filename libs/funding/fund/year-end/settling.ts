import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import type { SourceYear } from '#contracts/events/fund/year-end.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, minPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from '../fund.js';
import type { Position } from './position.js';
import type { Shared } from './variance.js';
import { potKey } from './years.js';

type CloseYear = FundCommandOf<'close-year'>;

/** What a source that settles alone spent beyond its own, and who bears it. */
export interface Excess {
  readonly of: Position;
  readonly pence: Pence;
  /** `pool`: all of the unrestricted money; undefined where there is none, and nobody bears it. */
  readonly bearer: 'pool' | { readonly source: string } | undefined;
}

export const excesses = (
  all: readonly Position[],
  hasPool: boolean,
  terms: AgreementTerms | undefined,
): Excess[] =>
  all
    .filter((of) => of.settled === 'alone' && of.broughtForward + of.own < 0n)
    .map((of) => {
      const named = terms?.yearEnd.excess.find(({ source }) => source === of.source);
      const bearer = named ? { source: named.bearer } : hasPool ? 'pool' : undefined;
      return { of, pence: -(of.broughtForward + of.own), bearer };
    });

const isBorneBy = ({ bearer }: Excess, party: string): boolean =>
  typeof bearer === 'object' && bearer.source === party;

/**
 * Who would give or get a part of what is shared, and has no part in it: money that settles alone, or
 * no money of the fund at all (step 2). What fell to it would be nobody's.
 */
export function partOfOne(
  { base, comesTo }: Shared,
  excess: readonly Excess[],
  pools: readonly Position[],
): string | undefined {
  const parties = [
    ...base.map(({ party }) => party),
    ...[...comesTo].flatMap(([party, pence]) => (pence === 0n ? [] : [party])),
    ...excess.flatMap(({ bearer }) => (typeof bearer === 'object' ? [bearer.source] : [])),
  ];
  return parties.find((party) => !pools.some(({ source }) => source === party));
}

/** What one source comes to, in pence. */
export interface Result {
  readonly position: Position;
  readonly transfer: Pence;
  readonly outcome: SourceYear['outcome'];
  readonly returnable: Pence;
  readonly carriedForward: Pence;
  /** Of what is carried, what nobody can allocate before it is decided about. */
  readonly held: Pence;
  readonly basis: string | null;
}

/** Commitments that go on with their money: what this closing carries, and what earlier ones did. */
export interface CarriedOn {
  readonly now: Pence;
  readonly before: Pence;
}

/** How one source's year ends; `command` says whose word it is, the agreement's `terms` the rest. */
export function settle(
  fund: Fund,
  position: Position,
  carriedOn: CarriedOn,
  of: {
    readonly command: CloseYear;
    readonly share: Shared;
    readonly excess: readonly Excess[];
    readonly terms: AgreementTerms | undefined;
  },
): Result | Refusal {
  const committed = carriedOn.now + carriedOn.before;
  const result =
    position.settled === 'alone'
      ? settleAlone(position, committed, of)
      : settleShared(position, committed, of);
  if ('problem' in result) return result;
  const { source, nature } = position;
  const free = result.carriedForward - result.held;
  // What an earlier closing carried is in the next year already, and cannot be given up here.
  if (carriedOn.now > 0n && free < committed && fund.terms?.kind !== 'aligned')
    return refusal('carried-without-money', {
      source,
      nature,
      commitments: formatPence(committed),
      short: formatPence(committed - free),
    });
  return withBasis(fund, result, of);
}

type Settling = Parameters<typeof settle>[3];

function settleShared(
  position: Position,
  committed: Pence,
  { share, excess, terms }: Settling,
): Result {
  const { source, broughtForward, own } = position;
  const bears = sumPence(excess.filter((one) => isBorneBy(one, source)).map(({ pence }) => pence));
  const transfer = (share.comesTo.get(source) ?? 0n) - own - bears;
  const left = broughtForward + own + transfer;
  const { reserve, use } = share.keeps.get(source) ?? { reserve: 0n, use: 0n };
  // What was held in reserve stays so, as far as it was not needed.
  const inReserve = maxPence(0n, position.held - (share.drawn.get(source) ?? 0n)) + reserve;
  const returnable =
    terms?.yearEnd.underspend === 'returned'
      ? maxPence(0n, left - inReserve - use - committed)
      : 0n;
  const carried = left - returnable;
  return {
    position,
    transfer,
    outcome: carried !== 0n ? 'carried' : returnable !== 0n ? 'returnable' : 'nothing-left',
    returnable,
    carriedForward: carried,
    held: minPence(inReserve, maxPence(0n, carried)),
    basis: null,
  };
}

/** Ring-fenced, restricted, year-limited and capital money: its funder's word decides (step 2). */
function settleAlone(
  position: Position,
  committed: Pence,
  { command, excess }: Settling,
): Result | Refusal {
  const { source, nature, yearLimited } = position;
  const covered = excess.find((one) => one.of === position);
  const transfer = covered?.bearer === undefined ? 0n : covered.pence;
  const left = position.broughtForward + position.own + transfer;
  const said = command.unspent.find((one) => potKey(one) === potKey(position));
  const decision = said?.decision ?? (yearLimited ? 'hold' : undefined);
  if (left > 0n && decision === undefined)
    return refusal('unspent-undecided', { source, nature, unspent: formatPence(left) });
  if (yearLimited && committed > 0n && decision !== 'carry')
    return refusal('committed-and-held', { source, nature, commitments: formatPence(committed) });
  const of = { position, transfer, basis: said?.basis ?? null };
  // What goes on with a commitment is neither held nor returned.
  const free = maxPence(0n, left - maxPence(0n, committed));
  const returnable = decision === 'return' ? free : 0n;
  const held = decision === 'hold' ? free : 0n;
  const carriedForward = left - returnable;
  return {
    ...of,
    outcome:
      held > 0n
        ? 'held'
        : returnable > 0n
          ? 'returnable'
          : carriedForward === 0n
            ? 'nothing-left'
            : 'carried',
    ...{ returnable, carriedForward, held },
  };
}

/**
 * An NHS body's money is carried on the basis that its chief finance officer recorded: whichever
 * office the agreement has sign for that body, or that one by name (step 7). What is held awaits its
 * funder's word and needs none.
 */
function withBasis(fund: Fund, result: Result, { command, terms }: Settling): Result | Refusal {
  const { source } = result.position;
  const { organisation = '', role } = fund.sources.get(source) ?? {};
  const carried = result.carriedForward - result.held;
  if (role !== 'partner' || !organisation.startsWith('GB-NHS-')) return result;
  const said = command.bases.find((one) => one.source === source);
  if (!said)
    return carried > 0n
      ? refusal('basis-missing', { source, amount: formatPence(carried) })
      : result;
  const named = (terms?.signOffs ?? []).filter((one) => one.organisation === organisation);
  const offices = named.length > 0 ? named.map(({ office }) => office) : [chiefFinanceOfficer];
  if (!offices.includes(said.office))
    return refusal('basis-of-another', {
      source,
      office: said.office,
      offices: offices.join(' or '),
    });
  const basis = `${said.office}: ${said.basis}`;
  return { ...result, basis: result.basis === null ? basis : `${result.basis}; ${basis}` };
}

const chiefFinanceOfficer = 'chief-finance-officer';
