import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { contractEvents, LastDays } from '#contracts/events/award/contract.js';
import type { Varied } from '#contracts/events/award/reallocated.js';
import type { FactChange } from '../fact-types.js';
import { daysAfter } from '#contracts/calendar.js';
import type { AwardFacts } from './awards.js';
import { change, type FactsBy } from './change.js';
import { fallsDue, fallsDueNoMore } from './due.js';

/** What a contract says beside its money, each part by `<award>/<its own identifier>`. */
export interface ContractFacts {
  'award-option': {
    award: string;
    option: number;
    exerciseBy: string | null;
    value: string | null;
    state: 'open' | 'exercised' | 'lapsed';
  };
  'award-break': {
    award: string;
    break: string;
    from: string;
    noticeMonths: number;
    by: string;
  };
  /** Moved between cost lines of one award-year without asking; identified by `<award>/<year>`. */
  'award-flexibility': { award: string; year: string; allowance: string; used: string };
  /** Part of the award's money that its provider passes on: never counted beside it. */
  subcontract: {
    award: string;
    provider: string;
    value: string;
    start: string | null;
    end: string | null;
    description: string;
  };
}

/** Each option lapses by itself on the day after its last. */
export const optionsLapse = (event: Standing, lastDays: LastDays): FactChange[] =>
  lastDays.map(({ option, last }) =>
    last === null
      ? fallsDueNoMore(event, 'option-lapses', String(option))
      : fallsDue(event, 'option-lapses', String(option), daysAfter(last, 1)),
  );

function termsAgreed(event: EventOf<'ContractTermsAgreed'>): FactChange[] {
  const award = idOf(event.stream);
  const { options, breaks, indexation, flexibility, retention, leadProvider } = event.data;
  return [
    change(event, 'award', award, {
      ...{ indexation, flexibility, retention, leadProvider },
      breaks: breaks.map((clause) => clause.break),
    }),
    ...options.map((option) =>
      change(event, 'award-option', `${award}/${option.option}`, {
        award,
        ...option,
        state: 'open',
      }),
    ),
    ...optionsLapse(event, event.data.lastDays),
    ...breaks.map((clause) =>
      change(event, 'award-break', `${award}/${clause.break}`, { award, ...clause }),
    ),
  ];
}

const optionBecomes = (
  event: EventOf<'OptionExercised' | 'OptionLapsed' | 'BreakNoticeGiven' | 'ContractEnded'>,
  option: number,
  state: 'exercised' | 'lapsed',
): FactChange[] => {
  const award = idOf(event.stream);
  return [
    change(event, 'award-option', `${award}/${option}`, { award, option, state }),
    fallsDueNoMore(event, 'option-lapses', String(option)),
  ];
};

function varied(event: EventOf<'ContractVaried'>): FactChange[] {
  const { funding, value, end } = event.data;
  const now = { funding, value, end, ...runningTotal(event.data) };
  return [
    change(event, 'award', idOf(event.stream), now),
    ...optionsLapse(event, event.data.lastDays),
  ];
}

/** The commissioner's own changes so far, where a change counts towards them. */
export const runningTotal = (
  variation: Omit<Varied, 'tested'> | null,
): Partial<AwardFacts['award']> =>
  variation === null
    ? {}
    : {
        variations: variation.total,
        variationsPercent: variation.percent,
        ...(variation.notice ? { notice: 'due' } : {}),
      };

function exercised(event: EventOf<'OptionExercised'>): FactChange[] {
  const { funding, value, end, optionsValue, option } = event.data;
  return [
    change(event, 'award', idOf(event.stream), { funding, value, end, optionsValue }),
    ...optionBecomes(event, option, 'exercised'),
    ...optionsLapse(event, event.data.lastDays),
  ];
}

function lapsed(event: EventOf<'OptionLapsed'>): FactChange[] {
  const { option, optionsValue } = event.data;
  return [
    change(event, 'award', idOf(event.stream), { optionsValue }),
    ...optionBecomes(event, option, 'lapsed'),
  ];
}

function uplifted(event: EventOf<'ContractUplifted'>): FactChange[] {
  const { funding, value, optionsValue } = event.data;
  return [change(event, 'award', idOf(event.stream), { funding, value, optionsValue })];
}

function ended(event: EventOf<'BreakNoticeGiven'> | EventOf<'ContractEnded'>): FactChange[] {
  const { funding, value, end, lapses } = event.data;
  const how =
    event.type === 'ContractEnded'
      ? { state: 'over' }
      : { breakNotice: { break: event.data.break, by: event.data.by, end } };
  return [
    change(event, 'award', idOf(event.stream), {
      funding,
      value,
      end,
      optionsValue: '0.00',
      ...how,
    }),
    ...lapses.flatMap((option) => optionBecomes(event, option, 'lapsed')),
  ];
}

function linesMoved(event: EventOf<'AwardLinesMoved'>): FactChange[] {
  const { year, allowance, used } = event.data;
  const award = idOf(event.stream);
  return [change(event, 'award-flexibility', `${award}/${year}`, { award, year, allowance, used })];
}

function subcontracted(event: EventOf<'SubcontractRecorded'>): FactChange[] {
  const award = idOf(event.stream);
  const { subcontract, ...of } = event.data;
  return [change(event, 'subcontract', `${award}/${subcontract}`, { award, ...of })];
}

function subcontractChanged(event: EventOf<'SubcontractChanged'>): FactChange[] {
  const { subcontract, value, end } = event.data;
  return [change(event, 'subcontract', `${idOf(event.stream)}/${subcontract}`, { value, end })];
}

function novated(event: EventOf<'ContractNovated'>): FactChange[] {
  const { to } = event.data;
  return [change(event, 'award', idOf(event.stream), { provider: to }, to)];
}

export const contractFacts: FactsBy<typeof contractEvents> = {
  ContractTermsAgreed: termsAgreed,
  ContractVaried: varied,
  TransparencyNoticePublished: (event) => [
    change(event, 'award', idOf(event.stream), { notice: 'published' }),
  ],
  OptionExercised: exercised,
  OptionLapsed: lapsed,
  ContractUplifted: uplifted,
  BreakNoticeGiven: ended,
  AwardLinesMoved: linesMoved,
  SubcontractRecorded: subcontracted,
  SubcontractChanged: subcontractChanged,
  ContractNovated: novated,
  ContractEnded: ended,
};
