import type { Role } from '#contracts/events/appointment.js';
import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';

/** Who asks: a person in one appointment, for one organisation. */
export interface Asker {
  /** A pseudonym; the directory knows the name. */
  readonly person: string;
  /** By which the person acts; one at a time. */
  readonly appointment: string;
  readonly organisation: string;
  readonly role: Role;
  readonly office: string;
  readonly authority: string;
  /** Null: every fund that the organisation is a party to. */
  readonly funds: readonly string[] | null;
  /** The organisation that appointed: the own, or the host of the funds that it let somebody in to. */
  readonly by: string;
}

/** In which appointments a person acts on a day, in code-point order; facts are those of the day. */
export const askersOf = (facts: FactsAt, person: string, day: string): Asker[] =>
  facts
    .list('appointment')
    .filter(({ attributes }) => attributes.person === person && isInForce(attributes, day))
    .map(askerOf);

type Attributes = Fact<'appointment'>['attributes'];

const isInForce = ({ state, until }: Attributes, day: string): boolean =>
  state === 'made' && (until === null || day <= until);

const askerOf = ({ id, attributes }: Fact<'appointment'>): Asker => {
  const { person, organisation, role, office, authority, funds, by } = attributes;
  return { person, appointment: id, organisation, role, office, authority, funds, by };
};
