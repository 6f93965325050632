import { StatementKind } from '#contracts/events/fund/statements.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { awardOptions } from '#projections/fund-health/figures/award-options.js';
import { askingAs } from '../../access/asking-as.js';
import { exampleEnd, exampleMark } from '../../example/mark.js';
import { bodyCalled } from '../acts-for.js';
import { inWords, isNamed, nameIn, spelled } from '../words.js';
import { textsOf, type Sent } from './filled-in.js';
import { listFor, type ListName } from './list-names.js';
import { all, inOrderOfNames, pounds, together, type Choice, type Listing } from './listing.js';
import { approvedMoves, openMoves } from './move-lists.js';
import { outcomeLists } from './outcome-lists.js';
import { signingLists } from './signing-lists.js';
import { closedPeriods, openPeriods } from './period-lists.js';
import { namedBeside, ownerOf, parts, type Owning } from './owners.js';
import { optionText } from './words/words.js';

const titled = ({ title }: { readonly title: string }): string => title;
const called = ({ name }: { readonly name: string }): string => name;
const expenditure = (...states: readonly string[]): Listing =>
  all(
    'expenditure',
    ({ reference, provider, amount, state }, facts) =>
      together(
        reference,
        isNamed(provider) ? nameIn(facts, 'organisation', provider) : '',
        pounds(amount),
        state,
      ),
    ({ state }) => states.length === 0 || states.includes(state),
  );

const awards = (kind?: string, ...states: readonly string[]): Listing =>
  inOrderOfNames(
    all(
      'award',
      ({ title, provider }, facts) => together(title, nameIn(facts, 'organisation', provider)),
      (of) =>
        (kind === undefined || of.kind === kind) &&
        (states.length === 0 || states.includes(of.state)),
    ),
  );

/** Those in force: one that is over, ended or not, has nothing left to end. */
const appointments: Listing = (facts, place, day) =>
  all(
    'appointment',
    ({ person, role, organisation }) =>
      together(askingAs()?.names.get(person) ?? person, role, bodyCalled(organisation)),
    ({ state, until }) => state === 'made' && (until === null || until >= day),
  )(facts, place, day);

/** Contracts that follow a person. */
const personalBudgets: Listing = (facts, place, day) =>
  awards('contract')(facts, place, day).filter(({ value }) => place.get('personal-budget', value));

/** Offices as schemes of delegation and appointments have them. */
const offices: Listing = (facts) => {
  const powers = facts.list('delegation').flatMap(({ attributes }) => attributes.powers);
  const held = facts.list('appointment').map(({ attributes }) => attributes);
  const names = [...powers, ...held].map(({ office }) => office);
  return [...new Set(names)].sort().map((value) => ({ value, text: spelled(value) }));
};

/** By the title that each has had since the latest day. */
const strategies: Listing = (facts) => {
  const titles = facts
    .list('strategy')
    .map(({ attributes: { strategy, title } }): [string, string] => [strategy, title]);
  return [...new Map(titles)].map(([value, text]) => ({ value, text }));
};

/** Words that stand for themselves, each once. */
const said = (of: readonly string[]): Choice[] =>
  [...new Set(of)]
    .filter((value) => value !== '' && isNamed(value))
    .sort()
    .map((value) => ({ value, text: value }));

/** The law that money rests on, as sources and agreements name it. */
const legalPowers: Listing = (facts) =>
  said([
    ...facts.list('source').map(({ attributes }) => attributes.power),
    ...facts.list('agreement').map(({ attributes }) => attributes.power),
  ]);

/** Budget heads as schemes of delegation have them. */
const heads: Listing = (facts) =>
  said(
    facts.list('delegation').flatMap(({ attributes: { heads } }) => heads.map(({ head }) => head)),
  ).map(({ value }) => ({ value, text: spelled(value) }));

/** What is paid for, as the terms of outcomes name it. */
const stages: Listing = (facts) => {
  const all = facts
    .list('outcome-terms')
    .flatMap(({ attributes: { outcome, stages: of } }) =>
      of.map(({ stage, weeks }): [string, string] => [
        `${outcome}/${stage}`,
        together(spelled(stage), weeks === 0 ? 'at the start' : `${weeks} weeks`),
      ]),
    );
  return [...new Map(all)].map(([value, text]) => ({ value, text }));
};

/** What a decision is about: a budget or an award. */
const subjects: Listing = (...facts) => [...all('scheme', called)(...facts), ...awards()(...facts)];

/** Options that can be exercised, also those that were agreed with no day of their own. */
const options: Listing = (facts) =>
  facts
    .list('award')
    .filter(({ attributes: { state } }) => state === 'awarded')
    .flatMap(({ id, attributes: { title } }) =>
      awardOptions(facts, id)
        .filter(({ state }) => state === 'open')
        .map(({ option, exerciseBy }) => ({
          value: `${id}/${option}`,
          text: together(
            `Option ${option} of ${title}`,
            exerciseBy === null ? '' : `by ${inWords(exerciseBy)}`,
          ),
        })),
    );

const reports: Listing = () =>
  StatementKind.options.map((value) => ({ value, text: optionText('kind', value) }));

/** A year of one’s own begins with a month. */
const yearBegins: Listing = () =>
  Array.from({ length: 12 }, (_, place) => String(place + 1).padStart(2, '0')).map((month) => ({
    value: `${month}-01`,
    // Of any year: only the day and the month are kept.
    text: inWords(`2000-${month}-01`).replace(' 2000', ''),
  }));

/** Those whom whoever asks may know by name. */
const people: Listing = () =>
  [...(askingAs()?.names ?? [])].map(([value, text]) => ({ value, text }));

/** The example place is marked by bodies that are none. */
const isBody = (id: string): boolean => id !== exampleMark && id !== exampleEnd;

/** A body that is known by a name of a file alone may have that of another, which is meant more often. */
const bodyInWords = (id: string, name: string): string =>
  together(name, id.startsWith('name:') ? 'known by this name alone' : '');

const bodies = inOrderOfNames(
  all(
    'organisation',
    ({ name }, _, id) => bodyInWords(id, name),
    (_, id) => isBody(id),
  ),
);

/** Bodies with a scheme of delegation in force, or without: each has one, keeps it itself, and revises it. */
const delegating =
  (isWanted: (delegates: boolean) => boolean): Listing =>
  (...facts) =>
    bodies(...facts).filter(({ value }) =>
      isWanted(facts[1].get('delegation', value)?.attributes.state === 'in force'),
    );

/** An administrator appoints people of any body, and of others knows what they are called alone. */
const organisations: Listing = (...facts) => {
  const seen = bodies(...facts);
  const { asker, standing } = askingAs() ?? {};
  if (asker?.role !== 'administrator') return seen;
  const others = (standing?.bodies ?? []).flatMap(({ id, name }) =>
    name === undefined || !isBody(id) || seen.some(({ value }) => value === id)
      ? []
      : [{ value: id, text: bodyInWords(id, name) }],
  );
  return [...seen, ...others];
};

const listings: Readonly<Record<ListName, Listing>> = {
  fund: all('fund', called),
  source: inOrderOfNames(all('source', called)),
  scheme: inOrderOfNames(all('scheme', called)),
  award: awards(),
  contract: awards('contract'),
  'personal-budget': personalBudgets,
  grant: awards('grant'),
  offer: awards('grant', 'offered'),
  organisation: organisations,
  'organisation-to-adopt': delegating((delegates) => !delegates),
  'organisation-with-delegation': delegating((delegates) => delegates),
  'ring-fence': inOrderOfNames(all('ring-fence', called)),
  agreement: inOrderOfNames(all('agreement', titled)),
  area: inOrderOfNames(all('area', called)),
  strategy: strategies,
  ...outcomeLists,
  'open-move': openMoves,
  'approved-move': approvedMoves,
  contribution: all('contribution', ({ source, year, nature, amount, certainty }, facts) =>
    together(nameIn(facts, 'source', source), year, nature, pounds(amount), certainty),
  ),
  instalment: all(
    'instalment',
    ({ source, year, due, amount }, facts, id) =>
      together(
        `${nameIn(facts, 'source', source)} ${year}`,
        `instalment ${id.split('/').at(-1) ?? ''}`,
        `due ${inWords(due)}`,
        pounds(amount),
      ),
    ({ open }) => open,
  ),
  'contribution-condition': all(
    'contribution-condition',
    ({ source, text }, facts) => together(nameIn(facts, 'source', source), text),
    ({ state }) => state === 'open',
  ),
  expenditure: expenditure(),
  accrued: expenditure('accrued'),
  claimed: expenditure('claimed'),
  verified: expenditure('verified'),
  payable: expenditure('verified', 'approved'),
  answerable: expenditure('claimed', 'verified', 'approved'),
  disputed: all(
    'dispute',
    ({ cause, disputed }) => together(cause, pounds(disputed)),
    ({ disputed }) => disputed !== '0.00',
  ),
  advance: all(
    'advance',
    ({ award, paidOn, left }, facts) =>
      together(nameIn(facts, 'award', award), `paid ${inWords(paidOn)}`, `${pounds(left)} left`),
    ({ left }) => left !== '0.00',
  ),
  cover: all(
    'task',
    ({ since, left, award }, facts) =>
      together(
        `Overspend of ${inWords(since)}`,
        `${pounds(left)} without cover`,
        isNamed(award) ? nameIn(facts, 'award', award) : '',
      ),
    ({ kind, open }) => kind === 'find-cover' && open,
  ),
  'open-recoding': all(
    'recoding-proposal',
    ({ cost }, _, id) => `${spelled(id)}, ${pounds(cost)}`,
    ({ state }) => state === 'proposed',
  ),
  option: options,
  break: all('award-break', ({ award, from, ...of }, facts) =>
    together(`${spelled(of.break)} of ${nameIn(facts, 'award', award)}`, `from ${inWords(from)}`),
  ),
  'grant-condition': all(
    'award-condition',
    ({ award, text }, facts) => together(text, nameIn(facts, 'award', award)),
    ({ state }) => state === 'open',
  ),
  match: all('match-funding', ({ award, match, amount }, facts) =>
    together(spelled(match), nameIn(facts, 'award', award), pounds(amount)),
  ),
  subcontract: all('subcontract', ({ provider, description, award }, facts) =>
    together(nameIn(facts, 'organisation', provider), description, nameIn(facts, 'award', award)),
  ),
  'pass-down': all('pass-down', (_, __, id) => spelled(id.split('/').at(-1) ?? '')),
  ...signingLists,
  terms: all('outcome-terms', ({ terms }) => spelled(terms)),
  // One that is signed no longer changes.
  reconciliation: all(
    'reconciliation',
    ({ counterparty, from, to }) => together(counterparty, `${inWords(from)} to ${inWords(to)}`),
    ({ state }) => state !== 'signed',
  ),
  appointment: inOrderOfNames(appointments),
  office: offices,
  head: heads,
  'legal-power': legalPowers,
  report: reports,
  stage: stages,
  subject: subjects,
  'year-begins': yearBegins,
  'open-period': openPeriods,
  'closed-period': closedPeriods,
  person: people,
};

/** What there is to choose from, each by words that nothing else of the list has. */
export function listed(
  facts: FactsAt,
  place: FactsAt,
  day: string,
  name: ListName,
  of?: string,
): readonly Choice[] {
  const choices = listings[name](facts, place, day).filter(
    ({ value }) => of === undefined || !parts.has(name) || value.startsWith(`${of}/`),
  );
  const times = new Map<string, number>();
  for (const { text } of choices) times.set(text, (times.get(text) ?? 0) + 1);
  return choices.map(({ value, text }) => ({
    value,
    text: text === '' ? value : times.get(text) === 1 ? text : `${text} (${value})`,
  }));
}

/** The words by which an identifier is chosen; itself where nothing is called so. */
export const inTheWordsOf = (choices: readonly Choice[], id: string, of = ''): string =>
  choices.find(({ value }) => value === id || value === `${of}/${id}`)?.text ?? id;

/**
 * What was sent, where people chose by words, as if they had written the identifier: of a part, what it
 * is called within the thing that it belongs to.
 */
export function byIdentifier(
  to: Owning & { readonly command: string },
  sent: Sent,
  choicesOf: (list: ListName, path: string) => readonly Choice[],
): Sent {
  const chosen = Object.fromEntries(
    Object.keys(sent).map((path) => {
      const list = listFor(to.command, path);
      const texts = textsOf(sent, path);
      if (list === undefined || texts.every((text) => text.trim() === '')) return [path, texts];
      const choices = choicesOf(list, path);
      const identifier = (text: string): string => {
        const wanted = text.trim().toLowerCase();
        const { value } = choices.find((each) => each.text.toLowerCase() === wanted) ?? {};
        if (value === undefined) return text;
        const isPart = parts.has(list) && to.collection !== 'funds';
        return isPart ? (within(to.id, value).split('/')[0] ?? value) : value;
      };
      return [path, texts.map((text) => text.split(/\r?\n/).map(identifier).join('\n'))];
    }),
  );
  return Object.fromEntries(
    Object.entries(chosen).map(([path, texts]) => {
      const list = listFor(to.command, path);
      if (list === undefined || to.collection !== 'funds') return [path, texts];
      const owner = namedBeside[list] === undefined ? '' : ownerOf(to, list, chosen);
      return [path, texts.map((text) => within(owner, text))];
    }),
  );
}

/** What a part is called within the thing that it belongs to. */
const within = (of: string, part: string): string =>
  part.startsWith(`${of}/`) ? part.slice(of.length + 1) : part;
