import {
  proposals,
  waitsFor,
  type Needed,
  type Proposal,
} from '#projections/fund-health/figures/proposals.js';
import { parsePence } from '#libs/money/pence.js';
import type { Power } from '#contracts/events/delegation.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Waiting } from '#projections/reading/reading.js';
import type { Asker } from '#libs/access/asker.js';
import { link, number, text, type Table } from '../table.js';
import { capital, inWords, money, nameIn, spelled } from '../words.js';
import { optionText } from '../commands/words/words.js';
import { pointForm, withPoint } from '../links.js';
import { effectsTable } from './effects-table.js';
import { titleOf } from './titles.js';

type Query = Readonly<Record<string, unknown>>;

export const addressOf = ({ kind, id, funds }: Pick<Proposal, 'kind' | 'id' | 'funds'>): string =>
  kind === 'reallocation'
    ? `/approvals/reallocations/${id}`
    : `/approvals/recodings/${funds[0] ?? ''}/${id}`;

/** What waits for an approver, what waits for others, and what the own office may decide. */
export function approvalsPage(waiting: Waiting, asker: Asker, query: Query): object {
  const all = proposals(waiting);
  const mine = all.filter((each) => isFor(each, asker));
  // Whoever never approves is told what waits for those who do.
  const answers = asker.role === 'approver';
  return {
    ...{ office: officeInWords(asker.office), answers },
    count: answers ? mine.length : all.length,
    mine: waitingTable(
      'Waits for you, the oldest first',
      mine,
      waiting,
      query,
      'Nothing waits for you.',
    ),
    others: waitingTable(
      answers ? 'Waits for others, the oldest first' : 'What waits, the oldest first',
      all.filter((each) => !mine.includes(each)),
      waiting,
      query,
      'Nothing else has been proposed.',
    ),
    limits: limitsTable(waiting.facts, asker),
    moment: waiting.moment,
    point: pointForm('/approvals', query),
  };
}

/** Who approves answers; others see what waits. */
export const isFor = (proposal: Proposal, { role, ...asker }: Asker): boolean =>
  role === 'approver' && waitsFor(proposal, asker);

export const officeInWords = (office: string): string => office.replaceAll('-', ' ');

/** Proposals, each leading to its page. */
export function waitingTable(
  caption: string,
  list: readonly Proposal[],
  waiting: Waiting,
  query: Query,
  empty = 'Nothing waits.',
): Table {
  const { facts } = waiting;
  return {
    ...{ caption, empty },
    head: [
      ...['What', 'Of', 'Waits for', 'Proposed', 'Last day'].map((name) => text(name)),
      number('Amount'),
    ],
    rows: list.map((each) => [
      { ...link(titleOf(each, waiting), withPoint(addressOf(each), query)), note: each.id },
      text(each.funds.map((fund) => fundName(facts, fund)).join(', ')),
      { text: '', lines: each.needs.map((need) => stillNeeded(need, facts)) },
      text(inWords(each.proposed), ageInWords(each.days)),
      text(each.expires === null ? 'None' : inWords(each.expires)),
      number(money(each.amount)),
    ]),
  };
}

/** `0.005` is *0.5%*. */
const percent = (rate: string): string => `${Number((Number(rate) * 100).toFixed(6))}%`;

const ageInWords = (days: number): string =>
  days === 0 ? 'today' : `${days} ${days === 1 ? 'day' : 'days'} ago`;

const fundName = (facts: FactsAt, fund: string): string =>
  facts.get('fund', fund)?.attributes.name ?? fund;

/** An organisation with the offices that have approved it, or else those that could. */
function stillNeeded({ organisation, approved, offices }: Needed, facts: FactsAt): string {
  const given = approved.map(({ office }) => officeInWords(office));
  const could = [...new Set(offices.map(({ office }) => officeInWords(office)))];
  const who =
    given.length > 0
      ? `approved by ${given.join(', ')}`
      : could.join(' or ') || 'an office that may decide it';
  return `${nameIn(facts, 'organisation', organisation)}: ${who}`;
}

/** What the scheme of delegation lets the own office decide. */
function limitsTable(facts: FactsAt, { organisation, office }: Asker): Table {
  const delegation = facts.get('delegation', organisation)?.attributes;
  const powers = (delegation?.powers ?? []).filter((power) => power.office === office);
  return {
    caption: 'What your office may decide',
    head: [
      ...['Decisions', 'How', 'Heads'].map((name) => text(name)),
      ...['For one decision', 'In a head and year'].map((name) => number(name)),
    ],
    rows: powers.map(({ decisions, decides, heads, limit, cumulative, ...bounds }) => [
      text(
        capital(
          decisions.map((decision) => optionText('decisions', decision).toLowerCase()).join(', '),
        ),
        boundsInWords({ decisions, ...bounds }),
      ),
      text(optionText('decides', decides)),
      text(heads === null ? 'All that no other row names' : heads.map(spelled).join(', ')),
      number(limit === null ? 'No limit' : money(parsePence(limit))),
      number(
        cumulative === null
          ? 'No limit'
          : 'amount' in cumulative
            ? money(parsePence(cumulative.amount))
            : `${percent(cumulative.rate)} of ${spelled(cumulative.base).toLowerCase()}`,
      ),
    ]),
    empty:
      delegation === undefined
        ? 'Your organisation has adopted no scheme of delegation in this ledger.'
        : 'The scheme of delegation of your organisation names no power of your office.',
  };
}

/**
 * Over which boundaries, for which money, from when and with whom: two powers differ in these alone,
 * too. A person is forgotten without regard to any money.
 */
const boundsInWords = ({
  decisions,
  boundaries,
  recurrent,
  seconds,
  from,
  until,
}: Pick<
  Power,
  'decisions' | 'boundaries' | 'recurrent' | 'seconds' | 'from' | 'until'
>): string => {
  const ofMoney = decisions.some((decision) => decision !== 'forgetting');
  const bounds = [
    ...(ofMoney
      ? [
          boundaries.map((each) => optionText('boundaries', each).toLowerCase()).join(', '),
          recurrent ? 'also money that comes again each year' : 'only money of the year',
        ]
      : []),
    ...(seconds.length > 0 ? [`with ${seconds.map(officeInWords).join(' or ')}`] : []),
    ...(from === null ? [] : [`from ${inWords(from)}`]),
    ...(until === null ? [] : [`until ${inWords(until)}`]),
  ];
  return capital(bounds.join('; '));
};

/** One proposal with what it would change, who has answered, and where to answer. */
export function proposalPage(
  proposal: Proposal,
  waiting: Waiting,
  asker: Asker,
  query: Query,
): object {
  const { facts, moment } = waiting;
  const { funds, kind, id } = proposal;
  const fund = funds[0] ?? '';
  const mine = isFor(proposal, asker);
  const to = (command: string): string =>
    kind === 'reallocation'
      ? `/do/reallocations/${id}/${command}-reallocation?fund=${fund}`
      : `/do/funds/${fund}/${command === 'approve' ? 'approve' : 'withdraw'}-recoding?proposal=${id}`;
  return {
    title: titleOf(proposal, waiting),
    rows: [
      { key: 'Amount', value: money(proposal.amount) },
      { key: 'Called', value: id },
      { key: 'Of', value: funds.map((each) => fundName(facts, each)).join(', ') },
      { key: 'Proposed', value: `${inWords(proposal.proposed)}, ${ageInWords(proposal.days)}` },
      {
        key: 'Can be approved until',
        value: proposal.expires === null ? 'No last day' : inWords(proposal.expires),
      },
      ...(proposal.technical ? [{ key: 'Purpose', value: 'Technical: no change of purpose' }] : []),
    ],
    effects: effectsTable('What it would change', proposal.effects, waiting),
    needs: needsTable(proposal, facts),
    moment,
    point: pointForm(addressOf(proposal), query),
    approvals: withPoint('/approvals', query),
    event: withPoint(`/events/${proposal.number}`, query),
    // Whoever it does not wait for would be refused.
    ...(mine ? { approve: to('approve'), refuse: to('refuse') } : {}),
    mine,
  };
}

const needsTable = ({ needs }: Proposal, facts: FactsAt): Table => ({
  caption: 'Whose approval it needs',
  head: ['Organisation', 'Offices that could', 'Approved by'].map((name) => text(name)),
  rows: needs.map(({ organisation, approved, offices }) => [
    text(nameIn(facts, 'organisation', organisation)),
    text(
      capital(
        [
          ...new Set(
            offices.map(({ office, decides, seconds }) => routeInWords(office, decides, seconds)),
          ),
        ].join('; '),
      ) || 'Whichever its scheme of delegation names',
    ),
    text(capital(approved.map(({ office }) => officeInWords(office)).join(', ')) || 'Nobody yet'),
  ]),
});

const routeInWords = (office: string, decides: string, seconds: readonly string[]): string =>
  decides === 'with-second'
    ? `${officeInWords(office)} with ${seconds.map(officeInWords).join(' or ')}`
    : officeInWords(office);
