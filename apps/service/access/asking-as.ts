import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { londonDay } from '#contracts/financial-year.js';
import { askersOf, type Asker } from '#libs/access/asker.js';
import { namesFor, type Named } from '#libs/access/names.js';
import { publicScope, scopeOf, type Scope } from '#libs/access/scope.js';
import type { Standing } from '#libs/ledger/whose.js';
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
  /** What people are called, of those whom they may know by name. */
  readonly names: ReadonlyMap<string, string>;
}

const current = new AsyncLocalStorage<AskingAs>();

/** Who asks now; undefined outside a request. */
export const askingAs = (): AskingAs | undefined => current.getStore();
export const currentAsker = (): Asker | undefined => askingAs()?.asker;
/** What the read models show now: outside a request, and to a request that was lost, nothing. */
export const currentViewer: ViewerOf = () => askingAs()?.scope;

/** By which of several appointments somebody acts: its identifier. */
const actingHeader = 'Purse-Acting-As';

const nothing: Standing = { funds: [], bodies: [] };
const publicAsking: AskingAs = {
  ...{ person: undefined, asker: undefined, appointments: [] },
  ...{ scope: publicScope, standing: nothing, names: new Map() },
};

/** As what the service acts in its own name, by rules that it carries out. */
const theService = 'common-purse';

/**
 * What somebody is called, for whoever asks now: the name with the reference that stands in events, or
 * that alone where they may not know more, or the directory knows no more. Every page asks here.
 */
export function called(person: string): string {
  if (person === theService) return 'This service';
  const name = askingAs()?.names.get(person);
  return name === undefined ? person : `${name} (${person})`;
}

/** Finds out for which organisation, in which role, whoever has signed in asks. */
export function knowingWhoAsks(
  reading: Reading,
  now: () => Date,
  whoAsks: () => { readonly person: string; readonly acting: string | null } | undefined,
  people: () => Promise<readonly Named[]>,
): RequestHandler {
  const kept = new KeptStanding(reading, now);
  const known = async (request: Request): Promise<AskingAs> => {
    const who = whoAsks();
    if (who === undefined)
      return isForPage(request)
        ? { ...publicAsking, standing: await kept.standing() }
        : publicAsking;
    const { person, acting } = who;
    const { appointments, standing } = await kept.of(person);
    const asker = actingBy(appointments, request.get(actingHeader), acting);
    if (!asker) return { ...publicAsking, person, appointments, standing };
    const scope = scopeOf(asker, standing);
    const names = namesFor(asker, scope, await people());
    return { person, asker, appointments, scope, standing, names };
  };
  return (request: Request, _: Response, next: NextFunction) => {
    known(request).then((who) => {
      current.run(who, next);
    }, next);
  };
}

/** Pages say also to whoever has not signed in whether the place is an example. */
const isForPage = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';

/** What a request names counts, and then what was chosen; whoever has one appointment acts by it. */
const actingBy = (
  appointments: readonly Asker[],
  named: string | undefined,
  chosen: string | null,
): Asker | undefined =>
  named === undefined && appointments.length === 1
    ? appointments[0]
    : appointments.find(({ appointment }) => appointment === (named ?? chosen));

interface Known {
  readonly appointments: readonly Asker[];
  readonly standing: Standing;
}

const keptMax = 10_000;

/**
 * Every request asks who acts for whom and whose each fund is, and hardly any event changes it: it is
 * read anew when one did, and when a day begins.
 */
class KeptStanding {
  #of = '';
  #standing: Promise<Standing> | undefined;
  readonly #appointments = new Map<string, Promise<readonly Asker[]>>();

  constructor(
    private readonly reading: Reading,
    private readonly now: () => Date,
  ) {}

  async standing(): Promise<Standing> {
    const of = `${await this.reading.standsSince()} ${londonDay(this.now())}`;
    if (this.#of !== of || this.#appointments.size >= keptMax) this.#forget(of);
    this.#standing ??= this.#orForget(this.reading.standing());
    return this.#standing;
  }

  async of(person: string): Promise<Known> {
    const standing = await this.standing();
    let appointments = this.#appointments.get(person);
    if (!appointments) {
      appointments = this.#orForget(this.#read(person));
      this.#appointments.set(person, appointments);
    }
    return { appointments: await appointments, standing };
  }

  async #read(person: string): Promise<readonly Asker[]> {
    const { facts, moment } = await this.reading.appointments(person);
    return askersOf(facts, person, moment.day);
  }

  #forget(of: string): void {
    this.#of = of;
    this.#standing = undefined;
    this.#appointments.clear();
  }

  /** What could not be read is asked for again. */
  #orForget<Answer>(asked: Promise<Answer>): Promise<Answer> {
    asked.catch(() => this.#forget(''));
    return asked;
  }
}
