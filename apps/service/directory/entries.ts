import { z } from 'zod';
import { Id } from '#contracts/values.js';
import type { Asker } from '#libs/access/asker.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import type { SecurityLog, Whence } from '../security/security-log.js';
import type { Directory } from './directory.js';
import type { Person } from './person.js';

const Line = z.string().trim().min(1).max(200);

/** What an administrator says of somebody. */
export const Said = z.strictObject({
  name: Line.describe('What they are called on the pages; it stands in no event'),
  email: z.email('write an e-mail address').max(254).nullable().default(null),
  machine: z.boolean().default(false).describe('A program: it does not sign in to the pages'),
  issuer: Line.optional().describe('Who says who they are; your issuer if not said'),
  subject: Line.describe('What the issuer calls them: "sub" of their tokens'),
});
export type Said = z.infer<typeof Said>;

/** In whose name the service itself, and its operator, record. */
const ownNames: readonly string[] = ['operator', 'common-purse'];

/**
 * The directory in the hands of an organisation's administrators: the entries that the organisation
 * keeps, and no other. Each change is noted in the security log, by references and not by names.
 */
export class Entries {
  constructor(
    private readonly directory: Directory,
    private readonly security: SecurityLog,
    /** As the service reads it: a reference may be another organisation's. */
    private readonly reading: Pick<Reading, 'appointments'>,
  ) {}

  keptBy({ organisation }: Asker): Promise<readonly Person[]> {
    return this.directory.all(organisation);
  }

  /** Refuses what is not there, or is kept by others: the two are told apart by nobody. */
  async one({ organisation }: Asker, person: string): Promise<Person> {
    const found = await this.directory.find(person);
    if (found?.organisation === organisation) return found;
    throw refuse('not-found', { what: 'person', id: person, where: 'your directory' });
  }

  /** Adds somebody, or changes what is known of them. */
  async put(asker: Asker, entry: Person, whence: Whence): Promise<'added' | 'changed'> {
    const { organisation } = asker;
    const { person, issuer, subject } = entry;
    if (!Id.safeParse(person).success)
      throw refuse('invalid-request', {
        detail: `"${person}" is no reference: use letters, digits and . : _ -`,
      });
    const before = await this.directory.find(person);
    if (person === asker.person && (issuer !== before?.issuer || subject !== before.subject))
      throw refuse('own-entry', { what: 'by what you sign in', organisation });
    if (!before) await this.requireFree(asker, person);
    const done = await this.directory.put({ ...entry, organisation }, organisation);
    if (done.put === 'kept-by-others') throw refuse('reference-taken', { person });
    if (done.put === 'subject-taken') throw refuse('subject-taken', { issuer, subject });
    const detail = `${person}: ${done.changes.join(', ')}`;
    this.security.note({ what: `person-${done.put}`, person: asker.person, detail, ...whence });
    return done.put;
  }

  async remove(asker: Asker, person: string, whence: Whence): Promise<void> {
    const { organisation } = asker;
    if (person === asker.person) throw refuse('own-entry', { what: 'your entry', organisation });
    if (!(await this.directory.remove(person, organisation)))
      throw refuse('not-found', { what: 'person', id: person, where: 'your directory' });
    const by = asker.person;
    this.security.note({ what: 'person-removed', person: by, detail: person, ...whence });
  }

  /**
   * Whoever is entered under a reference acts in its appointments: so nobody enters one by which
   * another organisation has appointed, though its own entry is gone.
   */
  private async requireFree({ organisation }: Asker, person: string): Promise<void> {
    const { facts } = await this.reading.appointments(person);
    const foreign = facts
      .list('appointment')
      .some(({ attributes }) => ![attributes.organisation, attributes.by].includes(organisation));
    if (foreign || ownNames.includes(person)) throw refuse('reference-taken', { person });
  }
}
