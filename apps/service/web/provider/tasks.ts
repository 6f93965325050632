import { allowances } from '#projections/provider-allocations/figures/award-lines.js';
import { awardsTold } from '#projections/provider-allocations/allocations.js';
import { nextPayments } from '#projections/provider-allocations/figures/next-payments.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { inWords, money, unbroken } from '../words.js';
import { awardName, fundName } from './words.js';

/** Something that a provider may do, and how it stands. */
export interface Task {
  readonly text: string;
  readonly href: string;
  readonly hint: string;
  readonly status: string;
  readonly waits: boolean;
}

/** What is for the provider itself to do: offers first, then claims, then moves between lines. */
export function providerTasks(view: ProviderView, award?: string): Task[] {
  const mine = awardsTold(view).filter(
    (one) => one.own && (award === undefined || one.award === award),
  );
  return [
    ...mine.filter(({ state }) => state === 'offered').flatMap((one) => offerTasks(view, one)),
    ...mine.filter(({ state }) => state === 'awarded').flatMap((one) => claimTasks(view, one)),
    ...mine.filter(({ state }) => state === 'awarded').flatMap((one) => lineTasks(view, one)),
  ];
}

type Told = ReturnType<typeof awardsTold>[number];

const offerTasks = (view: ProviderView, { award, value }: Told): Task[] =>
  (['accept', 'decline'] as const).map((answer) => ({
    text: `${answer === 'accept' ? 'Accept' : 'Decline'} the grant “${awardName(view, award)}”`,
    href: `/do/grants/${award}/${answer}-grant`,
    hint: `${money(value)} in all${untilInWords(view, award)}`,
    status: 'Waits for your answer',
    waits: true,
  }));

/** The last day on which the offer can be answered. */
function untilInWords(view: ProviderView, award: string): string {
  const until = view.facts.get('award', award)?.attributes.offeredUntil;
  return until === undefined ? '' : `; the offer stands until ${inWords(until)}`;
}

const claimTasks = (view: ProviderView, { award, funds, kind }: Told): Task[] =>
  funds.map((fund) => {
    const open = nextPayments(view).filter(
      (next) => next.fund === fund && next.award === award && next.amount !== null,
    ).length;
    const parts = { provider: ownName(view, award), award, expenditure: `${award}:` };
    return {
      text: `Claim under “${awardName(view, award)}”`,
      href: `/do/funds/${fund}/claim-expenditure?${new URLSearchParams(parts).toString()}`,
      hint: `A ${kind === 'grant' ? 'claim' : 'claim or invoice'} to ${fundName(view, fund)}; nothing is owed until the host has checked it`,
      status: open === 0 ? 'Nothing open' : `${open}\u00a0open`,
      waits: false,
    };
  });

/** The award says by which of its names the body holds it. */
const ownName = (view: ProviderView, award: string): string =>
  view.facts.get('award', award)?.attributes.provider ?? view.provider;

const lineTasks = (view: ProviderView, { award, funds, kind }: Told): Task[] =>
  kind !== 'contract'
    ? []
    : allowances(view)
        .filter((one) => one.award === award && one.left > 0n)
        .slice(0, 1)
        .map(({ year, left }) => ({
          text: `Move between cost lines of “${awardName(view, award)}”`,
          href: `/do/contracts/${award}/move-between-lines?${new URLSearchParams({ fund: funds[0] ?? '', year }).toString()}`,
          hint: 'Within the allowance nobody is asked',
          status: `${money(left)} left in ${unbroken(year)}`,
          waits: false,
        }));
