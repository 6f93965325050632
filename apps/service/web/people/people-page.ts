import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import type { Person } from '../../directory/person.js';
import { link, text, toDo, type Cell, type Table } from '../table.js';
import { bodyCalled } from '../acts-for.js';
import { officeInWords } from '../approvals/approvals-page.js';
import { capital, inWords, nameIn } from '../words.js';

export type Appointment = Fact<'appointment'>;

const heads = (...names: string[]): Cell[] => names.map((name) => text(name));
export const hrefOf = (person: string): string => `/people/${encodeURIComponent(person)}`;

/** Whether somebody acts by it on a day. */
export const isInForce = ({ attributes }: Appointment, day: string): boolean =>
  attributes.state === 'made' && (attributes.until === null || day <= attributes.until);

/** Appointments on a day, and what is called by a name there. */
export interface Appointed {
  readonly appointments: readonly Appointment[];
  readonly facts: FactsAt;
  readonly day: string;
}

/** `Approver for Northmoor Council`. */
const actsAs = ({ role, organisation }: Appointment['attributes']): string =>
  `${capital(role)} for ${bodyCalled(organisation)}`;

/** Who is in the directory, and as what they act today. */
export const peopleTable = (people: readonly Person[], appointed: Appointed): Table => ({
  caption: `${people.length} in the directory`,
  head: heads('Name', 'Reference', 'E-mail', 'Acts today as'),
  rows: people.map(({ person, name, email, machine }) => [
    { ...link(name, hrefOf(person)), ...(machine ? { note: 'A program' } : {}) },
    text(person),
    text(email ?? '\u2013'),
    text(actsToday(person, appointed) || 'No appointment is in force'),
  ]),
  empty: 'Your organisation keeps nobody in the directory yet.',
});

/** Appointed by or for the organisation, and kept in its directory no more, or not by it. */
export const othersTable = (appointed: Appointed): Table => ({
  caption: 'Appointed, and not in your directory',
  head: heads('Reference', 'Acts today as'),
  rows: [...new Set(appointed.appointments.map(({ attributes }) => attributes.person))].map(
    (person) => [
      link(person, hrefOf(person)),
      text(actsToday(person, appointed) || 'No appointment is in force'),
    ],
  ),
});

const actsToday = (person: string, { appointments, day }: Appointed): string =>
  appointments
    .filter((one) => one.attributes.person === person && isInForce(one, day))
    .map(({ attributes }) => actsAs(attributes))
    .join('; ');

/** Every appointment of a person that the administrator may see, those in force first. */
export const appointmentsTable = ({ appointments, facts, day }: Appointed): Table => ({
  caption: 'Appointments',
  head: [...heads('Acts as', 'On what authority', 'Funds', 'When'), toDo('What you can do')],
  rows: [...appointments]
    .sort((a, b) => Number(isInForce(b, day)) - Number(isInForce(a, day)))
    .map((one) => {
      const { office, authority, funds, by } = one.attributes;
      return [
        text(actsAs(one.attributes), one.id),
        text(authority, `Office: ${officeInWords(office)}`),
        text(
          funds?.map((fund) => nameIn(facts, 'fund', fund)).join(', ') ?? 'All of the organisation',
        ),
        text(whenInWords(one, day), `Appointed by ${bodyCalled(by)}`),
        isInForce(one, day)
          ? link('End it', `/do/appointments/${encodeURIComponent(one.id)}/end-appointment`)
          : text('\u2013'),
      ];
    }),
  empty: 'Nobody has appointed this person.',
});

/** The last event of an appointment is its beginning, or its end. */
function whenInWords(one: Appointment, day: string): string {
  const { state, until } = one.attributes;
  if (state === 'ended') return `Ended on ${inWords(one.effective)}`;
  const since = `Since ${inWords(one.effective)}`;
  if (until === null) return since;
  return isInForce(one, day) ? `${since}, until ${inWords(until)}` : `Ended on ${inWords(until)}`;
}
