import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { askersOf, type Asker } from '#libs/access/asker.js';
import { publicScope, scopeOf, type Scope, type Standing } from '#libs/access/scope.js';
import type { Reading } from '#projections/reading/reading.js';
import type { ViewerOf } from '#projections/reading/viewer.js';

/** Who a request is from, and what they may see. */
export interface AskingAs {
  /** Who has signed in, as events name them; undefined where nobody has. */
  readonly person: string | undefined;
  /** In which appointment they act; undefined where they have none, or have not said which. */
  readonly asker: Asker | undefined;
  /** All the appointments that they may act in. */
  readonly appointments: readonly Asker[];
  readonly scope: Scope;
  readonly standing: Standing;
}

const current = new AsyncLocalStorage<AskingAs>();

/** Who asks now; undefined outside a request. */
export const askingAs = (): AskingAs | undefined => current.getStore();
export const currentAsker = (): Asker | undefined => askingAs()?.asker;
/** What the read models show now: outside a request, and to a request that was lost, nothing. */
export const currentViewer: ViewerOf = () => askingAs()?.scope;

/** By which of several appointments somebody acts: its identifier. */
export const actingHeader = 'Purse-Acting-As';

const nothing: Standing = { funds: [], bodies: [] };

/** Finds out for which organisation, in which role, whoever has signed in asks. */
export function knowingWhoAsks(
  reading: Reading,
  personOf: (request: Request) => string | undefined,
): RequestHandler {
  const standing = keptStanding(reading);
  const known = async (request: Request): Promise<AskingAs> => {
    const person = personOf(request);
    if (person === undefined)
      return { person, asker: undefined, appointments: [], scope: publicScope, standing: nothing };
    const { facts, moment } = await reading.appointments(person);
    const appointments = askersOf(facts, person, moment.day);
    const named = request.get(actingHeader);
    const asker =
      named === undefined && appointments.length === 1
        ? appointments[0]
        : appointments.find(({ appointment }) => appointment === named);
    if (!asker) return { person, asker, appointments, scope: publicScope, standing: nothing };
    const now = await standing(moment.number);
    return { person, asker, appointments, scope: scopeOf(asker, now), standing: now };
  };
  return (request: Request, _: Response, next: NextFunction) => {
    known(request).then((who) => {
      current.run(who, next);
    }, next);
  };
}

/** Worked out anew when something was recorded since, and once for requests that come together. */
function keptStanding(reading: Reading): (number: number) => Promise<Standing> {
  let kept: { readonly number: number; readonly standing: Promise<Standing> } | undefined;
  return (number) => {
    if (kept === undefined || kept.number < number) {
      kept = { number, standing: reading.standing() };
      kept.standing.catch(() => (kept = undefined));
    }
    return kept.standing;
  };
}
