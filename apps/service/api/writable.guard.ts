import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { unwritableIn } from '#contracts/writable.js';
import { refuse } from '#projections/reading/refused.js';

/** Refuses what could not be recorded or looked up anyway, before anybody reads it. */
@Injectable()
export class WritableGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const said: readonly unknown[] = [request.params, request.query, request.body];
    for (const each of said) {
      const unwritable = unwritableIn(each);
      if (!unwritable) continue;
      const { path, why } = unwritable;
      const where = path.length > 0 ? `${path.join('.')}: ` : '';
      throw refuse('invalid-request', { detail: `${where}${why}` });
    }
    return true;
  }
}
