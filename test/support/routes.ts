import 'reflect-metadata';
import { AppModule } from '#apps/service/app.module.js';
import type { SignIn } from '#apps/service/sign-in/sign-in.js';
import type { Runtime } from '#apps/service/runtime.js';

interface Declared {
  readonly imports?: readonly unknown[];
  readonly controllers?: readonly (new (...args: never[]) => object)[];
}

/** Methods of HTTP, as Nest numbers them. */
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Every route that the service declares, as `GET /api/v1/funds/:fund`. */
export function routesOfService(): string[] {
  const seenBy = (): unknown => undefined;
  const nothing = { reading: { seenBy }, trail: { seenBy }, runner: {} };
  const found: string[] = [];
  const look = (declared: Declared): void => {
    for (const controller of declared.controllers ?? []) found.push(...routesOf(controller));
    for (const one of declared.imports ?? [])
      if (typeof one === 'function')
        look({
          controllers: (Reflect.getMetadata('controllers', one) ?? []) as [],
          imports: (Reflect.getMetadata('imports', one) ?? []) as [],
        });
  };
  look(AppModule.over(nothing as unknown as Runtime, {} as SignIn));
  return found.sort();
}

function routesOf(controller: new (...args: never[]) => object): string[] {
  const prefix = Reflect.getMetadata('path', controller) as string;
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined;
    const path = handler && (Reflect.getMetadata('path', handler) as string | undefined);
    if (name === 'constructor' || path === undefined) return [];
    const method = methods[Reflect.getMetadata('method', handler ?? {}) as number] ?? 'ALL';
    const whole = [prefix, path].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean);
    return [`${method} /${whole.join('/')}`];
  });
}
