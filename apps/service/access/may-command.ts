import { mayGive } from '#libs/access/commands.js';
import type { Asker } from '#libs/access/asker.js';
import { identifiersOf, worksIn } from '#libs/access/scope.js';
import type { Role } from '#contracts/events/appointment.js';
import { refuse, type Refused } from '#projections/reading/refused.js';
import type { Ledger } from '../ledger/ledger.js';
import { askingAs, type AskingAs } from './asking-as.js';
import { awardConcerned, concernOf, type Concern } from './concerns.js';

/** Somebody who has signed in and acts for an organisation. */
export type SomebodyAsking = AskingAs & { readonly asker: Asker };

/** Refuses nobody, and whoever acts for nobody. */
export function somebodyAsking(asking = askingAs()): SomebodyAsking {
  if (asking?.person === undefined) throw refuse('not-signed-in', {});
  const { asker, person, appointments } = asking;
  if (asker) return { ...asking, asker };
  throw appointments.length === 0
    ? refuse('no-appointment', { person })
    : refuse('choose-appointment', {
        appointments: appointments.map(({ appointment }) => appointment),
      });
}

/** A command to something, as it is sent: it has not been checked against its schema. */
export interface Sent {
  readonly collection: string;
  readonly id: string;
  readonly command: string;
  readonly body: unknown;
}

/** Which roles may give a command; undefined where there is none of that name. */
export function rolesFor(collection: string, command: string): readonly Role[] | undefined {
  if (!Object.hasOwn(mayGive, collection)) return undefined;
  const of: Readonly<Record<string, readonly Role[]>> = mayGive[collection as keyof typeof mayGive];
  // Every object also has members that nobody wrote there.
  return Object.hasOwn(of, command) ? of[command] : undefined;
}

/** Refuses whose role gives no such command. What is no command is for the catalogue to say. */
export function mayGiveByRole(
  { asker }: SomebodyAsking,
  collection: string,
  command: string,
): true {
  const roles = rolesFor(collection, command);
  if (roles && !roles.includes(asker.role)) throw roleMayNot(asker, command, roles);
  return true;
}

/** Refuses whoever may not give this command to this thing. */
export async function mayCommand(
  ledger: Ledger,
  asking: SomebodyAsking,
  { collection, id, command, body }: Sent,
): Promise<true> {
  if (!rolesFor(collection, command)) return true;
  mayGiveByRole(asking, collection, command);
  if (asking.asker.role === 'provider')
    return ofOwnAward(ledger, asking, { collection, id, command, body });
  return concerns(asking, await concernOf(ledger, collection, id, command, body), id, collection);
}

/** A provider is told of no award but its own, and of no name that others gave in the same fund. */
async function ofOwnAward(ledger: Ledger, { scope }: SomebodyAsking, sent: Sent): Promise<true> {
  const { award, fund, claim } = await awardConcerned(ledger, sent);
  const isOwn = award !== undefined && scope.providers?.includes(award.provider) === true;
  const funds = fund === undefined ? (award?.funds ?? []) : [fund];
  const seen = funds.filter(
    (one) => award?.funds.includes(one) && (scope.within?.includes(one) ?? true),
  );
  if (!isOwn || seen.length === 0)
    throw refuse('not-found', { what: 'award', id: award?.award ?? sent.id, where: 'the ledger' });
  if (claim !== undefined && !claim.startsWith(`${award.award}:`))
    throw refuse('invalid-request', {
      detail: `name a claim after its award: "${award.award}:" and what tells it from your others`,
    });
  return true;
}

export const roleMayNot = (
  { role }: Asker,
  what: string,
  roles: readonly Role[] = ['auditor', 'commissioner'],
): Refused => refuse('role-may-not', { role, what, roles: [...roles] });

function concerns(
  { asker, standing }: SomebodyAsking,
  concern: Concern,
  id: string,
  collection: string,
): true {
  if (concern.of === 'nobody') return true;
  if (concern.of === 'bodies') {
    const own = identifiersOf(asker.organisation, standing.bodies);
    // What names nobody is not there, or is refused by its schema.
    if (concern.bodies.length === 0 || concern.bodies.some((body) => own.has(body))) return true;
    throw refuse('not-party', { organisation: asker.organisation, what: `${collection}/${id}` });
  }
  const own = worksIn(asker, standing);
  const foreign = concern.funds.filter((fund) => !own.includes(fund));
  if (concern.all ? foreign.length === 0 : foreign.length < concern.funds.length) return true;
  // An award or a move that is not there has no funds; its own decision says so.
  if (!concern.all && concern.funds.length === 0) return true;
  throw refuse('not-found', { what: 'fund', id: foreign.join(', '), where: 'the ledger' });
}
