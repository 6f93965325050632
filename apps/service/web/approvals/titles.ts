import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import type { ProposedRecoding } from '#contracts/commands/fund/recoding.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Proposal } from '#projections/fund-health/figures/proposals.js';
import type { Waiting } from '#projections/reading/reading.js';
import { capital, money, nameIn, unbroken } from '../words.js';

/** What is asked for, as people say it: how much would go from where to where, of which year. */
export function titleOf(proposal: Proposal, waiting: Waiting): string {
  const amount = money(proposal.amount);
  if (proposal.asked.kind === 'reallocation')
    return `Move ${amount} ${legsInWords(proposal.asked.legs, waiting)}`;
  const facts = factsIn(waiting, proposal.funds[0] ?? '');
  return `Recode ${amount} of ${recodingInWords(proposal.asked.recoding, facts)}`;
}

/** What is known: of each fund, and of all. */
type Known = Pick<Waiting, 'facts' | 'funds'>;

/** A fund's own words for its sources, schemes and awards. */
const factsIn = ({ facts, funds }: Known, fund: string): FactsAt =>
  funds.find((one) => one.fund === fund)?.facts ?? facts;

/** From where to where money would go, as far as those are known who tell it. */
export function legsInWords(legs: readonly Leg[], waiting: Known): string {
  const told = [...new Set(legs.map((leg) => legInWords(leg, waiting)))];
  const others = told.length - 1;
  return `${told[0] ?? ''}${others === 0 ? '' : `, and ${others} more`}`;
}

/** A source that gives on both sides is named once. */
function legInWords({ from, to }: Leg, waiting: Known): string {
  const only = 'source' in from && 'source' in to && from.source === to.source;
  const here = placeInWords(from, waiting, !only);
  const there = placeInWords(to, waiting, !only);
  const whose = only ? `of ${nameIn(factsIn(waiting, from.fund), 'source', from.source)} ` : '';
  return from.year === to.year
    ? `${whose}from ${here} to ${there}, ${unbroken(from.year)}`
    : `${whose}from ${here}, ${unbroken(from.year)}, to ${there}, ${unbroken(to.year)}`;
}

function placeInWords(place: MovePlace, waiting: Known, withSource: boolean): string {
  const facts = factsIn(waiting, place.fund);
  if (place.kind === 'line')
    return `${place.category.replaceAll('-', ' ')} of ${nameIn(facts, 'award', place.award)}`;
  const where =
    place.kind === 'award'
      ? nameIn(facts, 'award', place.award)
      : nameIn(facts, 'scheme', place.scheme);
  return withSource ? `${where} (${nameIn(facts, 'source', place.source)})` : where;
}

function recodingInWords(asked: ProposedRecoding, facts: FactsAt): string {
  if (asked.command === 'recode-spending') {
    const { corrects, award, scheme, sources, nature } = asked;
    const by = typeof sources === 'string' ? [] : sources.map(({ source }) => source);
    return `spending \u201c${corrects}\u201d to ${placesInWords({ award, scheme, sources: by, nature }, facts)}`;
  }
  const { from, to } = asked;
  const by = [to.source, ...(Array.isArray(to.sources) ? to.sources.map((of) => of.source) : [])];
  const here = placesInWords({ ...from, sources: [from.source] }, facts);
  const there = placesInWords({ ...to, sources: by }, facts);
  return `payments of ${unbroken(from.year)} from ${here} to ${there}`;
}

interface Coded {
  readonly award?: string | undefined;
  readonly scheme?: string | undefined;
  readonly sources: readonly (string | undefined)[];
  readonly nature?: string | undefined;
}

/** What is said of a coding; what is left out stays as it is. */
function placesInWords({ award, scheme, sources, nature }: Coded, facts: FactsAt): string {
  const said = [
    ...(award === undefined ? [] : [nameIn(facts, 'award', award)]),
    ...(scheme === undefined ? [] : [nameIn(facts, 'scheme', scheme)]),
    ...sources.flatMap((id) => (id === undefined ? [] : [nameIn(facts, 'source', id)])),
    ...(nature === undefined ? [] : [nature]),
  ];
  return said.length === 0 ? 'wherever it stands' : said.join(', ');
}

/** What a figure that a proposal touches is of. */
export function effectInWords(
  { of, fund, id, award }: Proposal['effects'][number],
  waiting: Waiting,
): string {
  const facts = factsIn(waiting, fund);
  if (of === 'fund')
    return (
      facts.get('fund', id)?.attributes.name ?? waiting.facts.get('fund', id)?.attributes.name ?? id
    );
  if (of === 'scheme') return nameIn(facts, 'scheme', id);
  const named = nameIn(waiting.facts, 'award', award ?? id);
  return of === 'line' ? `${capital(id.replaceAll('-', ' '))} of ${named}` : named;
}
