import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { mayGive } from '#libs/access/commands.js';
import type { Asker } from '#libs/access/asker.js';
import { identifiersOf, worksIn } from '#libs/access/scope.js';
import type { Role } from '#contracts/events/appointment.js';
import { refuse } from '#projections/reading/refused.js';
import { LEDGER } from '../api/tokens.js';
import type { Ledger } from '../ledger/ledger.js';
import { askingAs, type AskingAs } from './asking-as.js';
import { concernOf, fundsOfReconciliation, providerOf, type Concern } from './concerns.js';
import { recording, routeRules } from './routes.js';

/** The one place that says who may ask what: every route passes here, and is refused if it has no rule. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const route = `${request.method} ${(request.route as { path: string }).path}`;
    const rule = Object.hasOwn(routeRules, route) ? routeRules[route] : undefined;
    if (rule === undefined) throw refuse('not-found', { what: 'rule', id: route, where: 'access' });
    if (rule === 'anybody') return true;
    const asking = required(askingAs());
    const { fund = '', id = '' } = request.params as Readonly<Record<string, string>>;
    switch (rule) {
      case 'own':
        return true;
      case 'some-fund':
        if (asking.scope.funds === undefined) throw notFor(asking.asker, 'see the audit trail');
        return true;
      case 'whole-fund':
        return seesWhole(asking, fund);
      case 'works-in-fund':
        return worksInOne(asking, [fund], recording);
      case 'works-in-reconciliation':
        return worksInOne(asking, await fundsOfReconciliation(this.ledger, id), recording);
      case 'administers':
        if (asking.asker.role === 'administrator') return true;
        throw notFor(asking.asker, 'keep the directory', ['administrator']);
      case 'command':
        return this.mayCommand(asking, request);
    }
  }

  private async mayCommand(asking: SomebodyAsking, request: Request): Promise<boolean> {
    const { collection = '', id = '', command = '' } = request.params as Record<string, string>;
    const roles = (mayGive as Record<string, Record<string, readonly Role[]> | undefined>)[
      collection
    ]?.[command];
    // What is no command is for the controller to say.
    if (!roles) return true;
    const { asker } = asking;
    if (!roles.includes(asker.role)) throw notFor(asker, command, roles);
    if (asker.role === 'provider') {
      const provider = await providerOf(this.ledger, collection, id);
      if (asking.scope.providers?.includes(provider ?? '')) return true;
      throw refuse('not-found', { what: 'award', id, where: 'the ledger' });
    }
    const concern = await concernOf(this.ledger, collection, id, command, request.body);
    return concerns(asking, concern, id, collection);
  }
}

type SomebodyAsking = AskingAs & { readonly asker: Asker };

function required(asking: AskingAs | undefined): SomebodyAsking {
  if (asking?.person === undefined) throw refuse('not-signed-in', {});
  const { asker, person, appointments } = asking;
  if (asker) return { ...asking, asker };
  throw appointments.length === 0
    ? refuse('no-appointment', { person })
    : refuse('choose-appointment', {
        appointments: appointments.map(({ appointment }) => appointment),
      });
}

const notFor = (
  { role }: Asker,
  what: string,
  roles: readonly Role[] = ['auditor', 'commissioner'],
) => refuse('role-may-not', { role, what, roles: [...roles] });

/** What somebody may not see is answered as what is not there. */
function seesWhole({ scope }: SomebodyAsking, fund: string): boolean {
  if (scope.funds?.includes(fund)) return true;
  throw refuse('not-found', { what: 'fund', id: fund, where: 'the ledger' });
}

function worksInOne(
  { asker, standing }: SomebodyAsking,
  funds: readonly string[],
  roles: readonly Role[],
): boolean {
  if (!roles.includes(asker.role)) throw notFor(asker, 'record in a fund', roles);
  const own = worksIn(asker, standing);
  if (funds.some((fund) => own.includes(fund))) return true;
  throw refuse('not-found', { what: 'fund', id: funds.join(), where: 'the ledger' });
}

function concerns(
  { asker, standing }: SomebodyAsking,
  concern: Concern,
  id: string,
  collection: string,
): boolean {
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
