import type { ContractCommandOf } from '#contracts/commands/award/contract.js';
import {
  OptionExercised,
  OptionLapsed,
  type ContractTerms,
  type LastDays,
} from '#contracts/events/award/contract.js';
import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { yearOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Made, OptionState } from './made.js';
import { totalOf } from './money.js';
import { alone, noEffect, twiceNamed, type Plan } from './plan.js';

const open = ({ contract }: Made): OptionState[] =>
  contract.options.filter(({ state }) => state === 'open');

/** Options that can still be exercised. */
export const openOptions = (made: Made): number[] => open(made).map(({ option }) => option);

/** What the open options are worth, but for some. */
const worthWithout = (made: Made, option: number): Pence =>
  sumPence(
    open(made)
      .filter((other) => other.option !== option)
      .map(({ worth }) => worth),
  );

/**
 * The contract runs on, and only now is the money of the option committed. Neither the day from which it
 * counts nor the day on which it is recorded is after its last day.
 */
export function exerciseOption(
  made: Made,
  command: ContractCommandOf<'exercise-option'>,
  today: string,
): Plan | Refusal {
  const { change, adds, effective } = command;
  const option = openOption(made, command.option);
  if ('problem' in option) return option;
  const last = lastDayFor(option, made.end);
  if (last !== null && (effective > last || today > last))
    return refusal('option-too-late', { option: option.option, exerciseBy: last });
  if (made.end === null)
    return refusal('invalid-request', {
      detail: 'the contract has no last day; state it with a variation first',
    });
  const first = daysAfter(made.end, 1);
  const end = daysAfter(monthsAfter(first, option.months), -1);
  const outside = adds.find(({ year }) => year < yearOf(first) || year > yearOf(end));
  if (outside)
    return refusal('invalid-request', {
      detail: `the option runs from ${first} to ${end}; ${outside.year} is outside it`,
    });
  const twice = twiceNamed({ adds, releases: [] });
  if (twice) return twice;
  const asked = totalOf(adds);
  const worth = option.stated ? option.worth : sumPence(open(made).map((one) => one.worth));
  if (asked > worth)
    return refusal('option-exceeds-worth', {
      option: option.option,
      worth: formatPence(worth),
      short: formatPence(asked - worth),
    });
  return {
    change,
    effect: { ...noEffect, adds },
    happens: (money) =>
      OptionExercised.of(effective, {
        change,
        ...money,
        option: option.option,
        end,
        optionsValue: formatPence(worthWithout(made, option.option)),
        lastDays: lastDays(
          open(made).filter((other) => other.option !== option.option),
          end,
        ),
      }),
  };
}

/**
 * Nobody exercised it, or it is given up. Whether its last day has passed is for the calendar to say,
 * and not for the day that the command names.
 */
export function lapseOption(
  made: Made,
  command: ContractCommandOf<'lapse-option'>,
  today: string,
): Plan | Refusal {
  const option = openOption(made, command.option);
  if ('problem' in option) return option;
  const { effective, cause } = command;
  const last = lastDayFor(option, made.end);
  if (cause === 'not-exercised' && (last === null || today <= last || effective <= last))
    return refusal('option-still-open', {
      option: option.option,
      exerciseBy: last ?? 'the contract’s last day, which nobody has stated',
    });
  return alone(
    OptionLapsed.of(effective, {
      option: option.option,
      cause,
      optionsValue: formatPence(worthWithout(made, option.option)),
    }),
  );
}

/**
 * The last day on which an option can be exercised. Where the contract states none it is the contract's
 * own: there is nothing to extend once that has passed. Null where nobody knows either.
 */
const lastDayFor = (
  { exerciseBy }: Pick<OptionState, 'exerciseBy'>,
  end: string | null,
): string | null => exerciseBy ?? end;

/** The last days of options in a contract that ends on a day. */
const lastDays = (
  options: readonly Pick<OptionState, 'option' | 'exerciseBy'>[],
  end: string | null,
): LastDays => options.map((option) => ({ option: option.option, last: lastDayFor(option, end) }));

/** The last days of the open options once the contract ends on a day. */
export const lastDaysBy = (made: Made, end: string | null): LastDays => lastDays(open(made), end);

/** The last days of options once terms state days of their own for some, or state none any more. */
export const lastDaysAgreed = (
  options: readonly Pick<OptionState, 'option' | 'exerciseBy'>[],
  agreed: ContractTerms['options'],
  end: string | null,
): LastDays =>
  lastDays(
    options.map((option) => agreed.find((one) => one.option === option.option) ?? option),
    end,
  );

/** Options follow one another: the first that is open is the next. */
function openOption(made: Made, asked: number): OptionState | Refusal {
  const found = made.contract.options.find(({ option }) => option === asked);
  if (!found) return refusal('not-found', { what: 'option', id: asked, where: 'the contract' });
  if (found.state !== 'open')
    return refusal('wrong-order', {
      what: 'The option',
      id: asked,
      state: found.state,
      needed: 'open',
    });
  const [next] = openOptions(made);
  return next === asked
    ? found
    : refusal('wrong-order', {
        what: 'The option',
        id: asked,
        state: `after option ${String(next)}`,
        needed: 'the next one',
      });
}
