import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { worksIn } from '#libs/access/scope.js';
import type { Role } from '#contracts/events/appointment.js';
import { refuse } from '#projections/reading/refused.js';
import { LEDGER } from '../api/tokens.js';
import type { Ledger } from '../ledger/ledger.js';
import { askingAs } from './asking-as.js';
import { fundsOfReconciliation } from './concerns.js';
import {
  mayCommand,
  mayGiveByRole,
  roleMayNot,
  somebodyAsking,
  type SomebodyAsking,
} from './may-command.js';
import { isWatching } from '../security/watching.js';
import { recording, routeRules } from './routes.js';

/** The one place that says who may ask what: every route passes here, and is refused if it has no rule. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    // HEAD asks what GET asks, but for the body of the answer.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = `${method} ${(request.route as { path: string }).path}`;
    const rule = Object.hasOwn(routeRules, route) ? routeRules[route] : undefined;
    if (rule === undefined) throw refuse('not-found', { what: 'rule', id: route, where: 'access' });
    if (rule === 'anybody') return true;
    if (rule === 'watches' && isWatching(request)) return true;
    if (rule === 'signed-in') {
      if (askingAs()?.person !== undefined) return true;
      throw refuse('not-signed-in', {});
    }
    const asking = somebodyAsking();
    const {
      fund = '',
      collection = '',
      id = '',
      command = '',
    } = request.params as Readonly<Record<string, string>>;
    switch (rule) {
      case 'own':
        return true;
      case 'some-fund':
        if (asking.scope.funds === undefined) throw roleMayNot(asking.asker, 'see the audit trail');
        return true;
      case 'money':
        if (asking.scope.funds === undefined && asking.scope.sources === undefined)
          throw roleMayNot(asking.asker, 'see what is invested over all funds');
        return true;
      case 'whole-fund':
        return seesWhole(asking, fund);
      case 'files-of-fund':
        return asking.scope.imports?.includes(fund) === true || seesWhole(asking, fund);
      case 'works-in-fund':
        return worksInOne(asking, [fund], recording);
      case 'works-in-reconciliation':
        return worksInOne(asking, await fundsOfReconciliation(this.ledger, id), recording);
      case 'watches':
        return hasRole(asking, ['auditor', 'administrator'], 'read what the service measures');
      case 'administers':
        return hasRole(asking, ['administrator'], 'keep the directory');
      case 'command':
        return mayCommand(this.ledger, asking, { collection, id, command, body: request.body });
      case 'command-page':
        return mayGiveByRole(asking, collection, command);
    }
  }
}

function hasRole({ asker }: SomebodyAsking, roles: readonly Role[], what: string): boolean {
  if (roles.includes(asker.role)) return true;
  throw roleMayNot(asker, what, roles);
}

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
  if (!roles.includes(asker.role)) throw roleMayNot(asker, 'record in a fund', roles);
  const own = worksIn(asker, standing);
  if (funds.some((fund) => own.includes(fund))) return true;
  throw refuse('not-found', { what: 'fund', id: funds.join(), where: 'the ledger' });
}
