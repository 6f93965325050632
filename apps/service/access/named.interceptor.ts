import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import { askingAs } from './asking-as.js';

/** Members of answers that say who did something. */
const persons: ReadonlySet<string> = new Set(['actor', 'by', 'proposer']);

/**
 * Answers of the API hold references of people, as events do. Beside them, in `names`, stands what each
 * is called, of those whom the reader may know by name and whom the directory still has.
 */
@Injectable()
export class NamedInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, path } = context.switchToHttp().getRequest<Request>();
    const known = askingAs()?.names;
    // HEAD asks how long the answer to GET would be.
    if (!['GET', 'HEAD'].includes(method) || !path.startsWith('/api/v1/') || known === undefined)
      return next.handle();
    return next.handle().pipe(map((answer: unknown) => withNames(answer, known)));
  }
}

function withNames(answer: unknown, known: ReadonlyMap<string, string>): unknown {
  if (known.size === 0 || !isPlain(answer)) return answer;
  const names = new Map<string, string>();
  const look = (part: unknown, isPerson: boolean): void => {
    if (typeof part === 'string') {
      const name = isPerson ? known.get(part) : undefined;
      if (name !== undefined) names.set(part, name);
    } else if (Array.isArray(part)) for (const each of part) look(each, isPerson);
    else if (isPlain(part))
      for (const [key, value] of Object.entries(part)) look(value, isWho(key, part));
  };
  look(answer, false);
  return names.size === 0 ? answer : { ...answer, names: Object.fromEntries(names) };
}

/** `person` of an appointment is somebody who acts; of anything else it is somebody who is helped. */
const isWho = (key: string, part: object): boolean =>
  persons.has(key) || (key === 'person' && 'role' in part);

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
