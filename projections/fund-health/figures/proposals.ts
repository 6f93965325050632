import { daysBetween } from '#contracts/calendar.js';
import { ProposedRecoding } from '#contracts/commands/fund/recoding.js';
import type { Leg } from '#contracts/events/fund/move-shapes.js';
import type { Effect } from '#contracts/events/reallocation.js';
import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { FundTerms, Waiting } from '#projections/reading/reading.js';
import { grouped } from './grouped.js';

/** An organisation whose approval a proposal needs, and who of it has answered. */
export interface Needed {
  readonly organisation: string;
  readonly approved: readonly { readonly office: string; readonly by: string }[];
  /**
   * Offices that could approve it, by the scheme of delegation: of a move as it stood, of a recoding
   * as it stands. None: their own decision tells.
   */
  readonly offices: readonly {
    readonly office: string;
    readonly decides: string;
    readonly seconds: readonly string[];
  }[];
}

/** Something that waits for an office to decide it. */
export interface Proposal {
  readonly kind: 'reallocation' | 'recoding';
  readonly id: string;
  /** What it would do. */
  readonly asked:
    | { readonly kind: 'reallocation'; readonly legs: readonly Leg[] }
    | { readonly kind: 'recoding'; readonly recoding: ProposedRecoding };
  readonly funds: readonly string[];
  readonly amount: Pence;
  /** A change of no purpose. */
  readonly technical: boolean;
  readonly proposer: string;
  readonly proposed: string;
  readonly days: number;
  /** The last day on which it can be approved; null: no last day. */
  readonly expires: string | null;
  readonly needs: readonly Needed[];
  /** Before and after, as the proposal worked them out; of recodings none are recorded. */
  readonly effects: readonly Effect[];
  readonly number: number;
}

/** Every proposal that is open, the oldest first. */
export const proposals = (waiting: Waiting): Proposal[] =>
  [...moves(waiting), ...recodings(waiting)].sort((a, b) => a.number - b.number);

function moves({ facts, moment }: Waiting): Proposal[] {
  const answers = facts.list('approval');
  return facts
    .list('reallocation')
    .filter(({ attributes }) => attributes.state === 'proposed')
    .map(({ id, number, effective, attributes: of }) => ({
      ...{ kind: 'reallocation' as const, id, number, amount: parsePence(of.amount) },
      asked: { kind: 'reallocation' as const, legs: of.legs },
      funds: [...new Set(of.legs.flatMap(({ from, to }) => [from.fund, to.fund]))].sort(),
      ...{ technical: of.technical, proposer: of.proposer, proposed: effective },
      ...{ days: Math.max(0, daysBetween(effective, moment.day)), expires: of.expires },
      needs: of.organisations.map((organisation) => ({
        organisation,
        approved: answered(answers, organisation, id),
        offices: of.routes
          .filter((route) => route.organisation === organisation)
          .map(({ office, decides, seconds }) => ({ office, decides, seconds })),
      })),
      effects: of.effects,
    }));
}

const answered = (
  answers: readonly Fact<'approval'>[],
  organisation: string,
  id: string,
): Needed['approved'] =>
  answers
    .filter(
      ({ attributes: of }) =>
        of.reallocation === id && of.organisation === organisation && of.answer === 'approved',
    )
    .map(({ attributes: { office, by } }) => ({ office, by }));

const recodings = ({ funds, facts: place, moment }: Waiting): Proposal[] =>
  funds.flatMap(({ fund, facts }) =>
    facts
      .list('recoding-proposal')
      .filter(({ attributes }) => attributes.state === 'proposed')
      .map(({ id, number, effective, attributes: of }) => ({
        ...{ kind: 'recoding' as const, id, number, funds: [fund], amount: parsePence(of.cost) },
        asked: { kind: 'recoding' as const, recoding: ProposedRecoding.parse(of.asked) },
        ...{ technical: false, proposer: of.proposer, proposed: effective },
        ...{ days: Math.max(0, daysBetween(effective, moment.day)), expires: of.expires ?? null },
        needs: of.organisations.map((organisation) => ({
          organisation,
          approved: facts
            .list('recoding-approval')
            .filter(
              ({ attributes: given }) =>
                given.proposal === id && given.organisation === organisation,
            )
            .map(({ attributes: { office, by } }) => ({ office, by })),
          offices: recodingOffices(place, organisation, parsePence(of.cost), moment.day),
        })),
        effects: [],
      })),
  );

/** What waits for an office in a fund, the oldest first. */
export interface WaitingFor {
  readonly organisation: string;
  /** Null where no scheme of delegation says which office decides. */
  readonly office: string | null;
  readonly proposals: readonly Pick<Proposal, 'kind' | 'id' | 'amount' | 'days' | 'expires'>[];
}

/** Every proposal that is open in one fund, the oldest first. */
export const proposalsIn = ({ fund, facts, moment }: FundTerms): Proposal[] =>
  proposals({ facts, moment, funds: [{ fund, facts }] }).filter(({ funds }) =>
    funds.includes(fund),
  );

/** Of one fund, by the offices that could decide now; a proposal that several could decide is of each. */
export function waitingByOffice(view: FundTerms): WaitingFor[] {
  const asked = proposalsIn(view).flatMap((proposal) =>
    proposal.needs.flatMap((need) =>
      officesAsked(need).map((office) => ({
        ...{ organisation: need.organisation, office, proposal },
      })),
    ),
  );
  return [...grouped(asked, (one) => `${one.organisation} ${one.office ?? ''}`).values()].flatMap(
    (of) =>
      of.slice(0, 1).map(({ organisation, office }) => ({
        ...{ organisation, office },
        proposals: of.map(({ proposal: { kind, id, amount, days, expires } }) => ({
          ...{ kind, id, amount, days, expires },
        })),
      })),
  );
}

/** Those that could approve it; once one of them has, those that may second it. */
function officesAsked({ approved, offices }: Needed): (string | null)[] {
  if (offices.length === 0) return [null];
  const given = approved.map(({ office }) => office);
  const seconds = offices
    .filter(({ office, decides }) => decides === 'with-second' && given.includes(office))
    .flatMap((route) => route.seconds);
  const could = given.length > 0 ? seconds : offices.map(({ office }) => office);
  return [...new Set(could)];
}

/** Offices of an organisation whose powers of a day reach as far as a recoding of so much. */
const recodingOffices = (
  place: FactsAt,
  organisation: string,
  cost: Pence,
  day: string,
): Needed['offices'] =>
  (place.get('delegation', organisation)?.attributes.powers ?? [])
    .filter(
      ({ decisions, limit, from, until }) =>
        decisions.includes('recoding') &&
        (limit === null || parsePence(limit) >= cost) &&
        (from === null || from <= day) &&
        (until === null || day <= until),
    )
    .map(({ office, decides, seconds }) => ({ office, decides, seconds }));

/** Who might answer: a person in an office of an organisation. */
export interface Approver {
  readonly person: string;
  readonly organisation: string;
  readonly office: string;
}

/**
 * Whether a proposal waits for somebody: it needs their organisation, which has not approved it in
 * full, their office is among those that could or that second them, they did not propose it, and
 * they have not answered. Where no power of theirs is known to reach so far, their own decision tells.
 */
export function waitsFor(proposal: Proposal, { person, organisation, office }: Approver): boolean {
  const need = proposal.needs.find((each) => each.organisation === organisation);
  if (!need || need.approved.some(({ by }) => by === person)) return false;
  if (proposal.kind === 'recoding' && need.offices.length === 0)
    return proposal.proposer !== person;
  return need.offices.some(
    (route) =>
      (route.office === office && (route.decides === 'alone' || proposal.proposer !== person)) ||
      (need.approved.some((given) => given.office === route.office) &&
        route.seconds.includes(office)),
  );
}
