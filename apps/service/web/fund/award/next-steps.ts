import type { FactTypes } from '#libs/ledger/fact-types.js';
import { awardOptions } from '#projections/fund-health/figures/award-options.js';
import type { FundView } from '#projections/reading/reading.js';
import { isMine } from '../../commands/is-mine.js';
import type { CommandName } from '../../commands/task-groups.js';
import { titleOfCommand } from '../../commands/words/titles.js';

/** A form for something that can be done with the award as it stands. */
export interface Step {
  readonly text: string;
  readonly href: string;
}

type Of<Kind extends 'award-condition' | 'subcontract'> = readonly FactTypes[Kind][];

/** What whoever asks may do with it next; what they send is judged when they send it. */
export function nextSteps({ fund, facts }: FundView, award: string): Step[] {
  const terms = facts.get('award', award)?.attributes;
  if (!terms) return [];
  const own = <Kind extends 'award-condition' | 'subcontract'>(kind: Kind): Of<Kind> =>
    facts
      .list(kind)
      .map(({ attributes }) => attributes as FactTypes[Kind])
      .filter((of) => of.award === award);
  const state = {
    open: awardOptions(facts, award).some((of) => of.state === 'open'),
    conditions: own('award-condition').some((of) => of.state === 'open'),
    breaks: terms.breaks.length > 0 && terms.breakNotice === null,
    passedOn: own('subcontract').length > 0,
  };
  const when = (so: boolean, ...commands: CommandName[]): CommandName[] => (so ? commands : []);
  const ofKind =
    terms.kind === 'contract' ? contractSteps(terms, state, when) : grantSteps(terms, state, when);
  const runs = terms.state === 'awarded';
  const spending = when(
    runs,
    ...(['funds/claim-expenditure', 'funds/verify-expenditure', 'funds/pay-advance'] as const),
    ...(['funds/accrue-expenditure', 'funds/release-commitment'] as const),
  );
  return [...ofKind, ...spending].filter(isMine).map((command) => {
    const [collection = '', name = ''] = command.split('/');
    const asked = new URLSearchParams({ award, provider: terms.provider }).toString();
    return {
      text: titleOfCommand(name),
      href:
        collection === 'funds'
          ? `/do/funds/${fund}/${name}?${asked}`
          : `/do/${collection}/${award}/${name}?fund=${fund}`,
    };
  });
}

type When = (so: boolean, ...commands: CommandName[]) => CommandName[];
type State = Readonly<Record<'open' | 'conditions' | 'breaks' | 'passedOn', boolean>>;

const contractSteps = (
  { state, notice, flexibility }: FactTypes['award'],
  of: State,
  when: When,
): CommandName[] =>
  state === 'awarded'
    ? [
        ...when(of.open, 'contracts/exercise-option'),
        ...when(true, 'contracts/vary-contract', 'contracts/uplift-contract'),
        ...when(notice === 'due', 'contracts/publish-transparency-notice'),
        ...when(flexibility !== null, 'contracts/move-between-lines'),
        ...when(true, 'contracts/agree-contract-terms', 'contracts/record-subcontract'),
        ...when(of.passedOn, 'contracts/vary-subcontract'),
        ...when(of.breaks, 'contracts/give-break-notice'),
        ...when(true, 'contracts/novate-contract', 'contracts/end-contract'),
      ]
    : [];

const grantSteps = ({ state }: FactTypes['award'], of: State, when: When): CommandName[] => [
  ...when(state === 'offered', 'grants/accept-grant', 'grants/decline-grant'),
  ...when(of.conditions, 'grants/meet-condition', 'grants/fail-condition'),
  ...when(state === 'awarded', 'grants/vary-grant', 'grants/agree-grant-terms'),
  ...when(state === 'awarded', 'grants/record-subcontract'),
  ...when(of.passedOn, 'grants/vary-subcontract'),
  ...when(state === 'awarded', 'grants/demand-clawback', 'grants/novate-grant'),
  ...when(state === 'awarded', 'grants/close-grant'),
];
