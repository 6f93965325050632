import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import { identityOf } from '../api/asking.js';
import { SEALING } from '../api/tokens.js';
import type { Sealing } from './sealing.js';

/** Every answer of the API passes here, so that no route shows sealed words to whom it should not. */
@Injectable()
export class ShownInterceptor implements NestInterceptor {
  constructor(@Inject(SEALING) private readonly sealing: Sealing) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reader = identityOf();
    return next.handle().pipe(mergeMap((answer) => this.sealing.shown(answer, reader)));
  }
}
