import { pino } from 'pino';
import { importFile } from '#apps/service/imports/import-file.js';
import { takeUpDue } from '#apps/service/processes/scheduler.js';
import type { Answer, Asked } from '#apps/service/ledger/commands.js';
import { asDomainEvent } from '#contracts/events/all.js';
import type { ToDecide } from '#contracts/events/fund/authority.js';
import { londonDay } from '#contracts/financial-year.js';
import { must } from '../auditor/amounts.js';
import { Auditor } from '../auditor/auditor.js';
import { booksAgree } from '../rules/books-agree.js';
import { fundRules } from '../rules/fund-rules.js';
import { LogRules } from '../rules/log-rules.js';
import { placeRules } from '../rules/place-rules.js';
import { askedBy, type Lacking, type PlaceWish } from '../workload/place-wishes.js';
import { pick } from '../workload/wish.js';
import { atTheEnd } from './end.js';
import { openPlace, type Place } from './place.js';
import { ask, askOtherwise, type Asker, type Request } from './requests.js';
import { begin, funds, people, approvers } from './begin.js';
import { readExtractOf } from './extracts.js';
import { importWhole, paymentsFile, requestOf } from './imports.js';
import { tally } from './tally.js';
import type { Step } from './steps.js';
import { inTurns, Writer, type Turn } from './writer.js';

/** What approvers are asked for. */
const approving: ReadonlySet<string> = new Set([
  'approve-decision',
  'withdraw-approval',
  'approve-recoding',
  'reopen-period',
]);

/** How far the clocks of the processes that write are off: more than a reservation lasts. */
const skewMinutes = [0, 20, -20];
const minute = 60_000;
const silent = pino({ level: 'silent' });

/** What a fund was known to be at a number, to be asked again later (rule 10). */
export interface Remembered {
  readonly fund: string;
  readonly number: number;
  readonly known: string;
}

/** The life of a small place: lives through steps, and checks every rule after each. */
export class Life {
  readonly auditor = new Auditor();
  readonly log = new LogRules();
  readonly requests: Request[] = [];
  readonly remembered: Remembered[] = [];
  /** What waits for a partner's approval. */
  readonly #lacking: (Lacking & { readonly request: Request })[] = [];
  readonly #writers: readonly Writer[];
  #nth = 0;

  private constructor(
    readonly place: Place,
    private readonly clock: { milliseconds: number },
  ) {
    this.#writers = place.stores.map(
      (store, nth) =>
        new Writer(store, () => new Date(clock.milliseconds + (skewMinutes[nth] ?? 0) * minute)),
    );
  }

  static async of(steps: readonly Step[]): Promise<void> {
    const clock = { milliseconds: Date.parse('2026-04-10T09:00:00Z') };
    const place = await openPlace(() => new Date(clock.milliseconds));
    try {
      const life = new Life(place, clock);
      await begin(life.#writer(0).ledger);
      await life.check();
      for (const step of steps) {
        tally.other(`step: ${step.does}`);
        clock.milliseconds += minute;
        await life.#step(step);
        await life.check();
      }
      clock.milliseconds += 24 * 60 * minute;
      await life.#manage();
      await life.check();
      await atTheEnd(life);
      tally.life();
    } finally {
      await place.stop();
    }
  }

  async #step(step: Step): Promise<void> {
    switch (step.does) {
      case 'ask':
        await this.#ask(step.writer, this.#request(step.wish));
        return;
      case 'together': {
        const requests = step.wishes.map((wish) => this.#request(wish));
        await (step.rush ? this.#rush(requests) : this.#inTurns(requests, step.order));
        return;
      }
      case 'die': {
        const request = this.#request(step.wish);
        const writer = this.#writer(step.writer);
        writer.prepare(step.death, undefined);
        await this.#ask(step.writer, request).catch((error: unknown) => {
          if (!writer.dead) throw error;
        });
        writer.restart();
        await this.check();
        if (step.then === 'repeat') await this.#ask(step.writer + 1, request);
        if (step.then === 'manage') await this.#manage();
        return;
      }
      case 'import':
        await this.#import(step);
        return;
      case 'extract':
        await readExtractOf(this.auditor, this.#writer(step.writer).ledger, step.which);
        return;
      case 'repeat':
        if (this.requests.length > 0) await this.#ask(step.writer, pick(this.requests, step.which));
        return;
      case 'reuse': {
        if (this.requests.length === 0) return;
        const asked = this.#asked(step.wish);
        await askOtherwise(this.#asker(step.writer), pick(this.requests, step.which), asked);
        return;
      }
      case 'wait':
        this.clock.milliseconds += step.minutes * minute;
        return;
      case 'manage':
        await this.#manage();
        return;
    }
  }

  /** After every step: the log is whole, the auditor agrees with the views, the rules hold. */
  async check(): Promise<void> {
    const touched = new Set<string>();
    for await (const events of this.place.store.read(this.log.number))
      for (const event of events) {
        this.log.take(event);
        tally.event(event.type);
        this.auditor.note(asDomainEvent(event));
        if (event.stream.startsWith('fund-')) touched.add(event.stream.slice('fund-'.length));
      }
    const { number } = await this.place.store.head();
    must(`rule 10: nothing of the log is missed`, number === this.log.number);
    must(
      'rule 11: the views follow the log',
      await this.place.runner.progress.until(number, 20_000),
    );
    for (const fund of touched) {
      const { balances } = await this.place.reading.fund(fund, {});
      const books = this.auditor.fund(fund);
      booksAgree(books, balances.rows);
      for (const hold of Object.values(fundRules)) hold(books);
      await this.#remember(fund, number);
    }
    for (const hold of Object.values(placeRules)) hold(this.auditor);
  }

  /** Rule 10: what is known now is asked for again when the life ends. */
  async #remember(fund: string, number: number): Promise<void> {
    if (number % 3 !== 0) return;
    this.remembered.push({ fund, number, known: await this.known(fund, number) });
  }

  async known(fund: string, number: number): Promise<string> {
    const { balances } = await this.place.reading.fund(fund, { asKnownAt: String(number) });
    return balances.rows
      .map(({ pence, ...of }) => `${Object.values(of).join(' ')} ${pence}`)
      .sort()
      .join('\n');
  }

  #asked(wish: PlaceWish): Asked {
    this.#nth += 1;
    const today = londonDay(new Date(this.clock.milliseconds));
    return askedBy(wish, this.#nth, {
      auditor: this.auditor,
      lacking: this.#lacking,
      funds,
      today,
    });
  }

  #request(wish: PlaceWish): Request {
    const asked = this.#asked(wish);
    const request: Request = {
      key: `simulation/${this.#nth}`,
      asked,
      since: this.log.number,
      ...pick(approving.has(asked.command.command) ? approvers : people, wish.b),
    };
    this.requests.push(request);
    return request;
  }

  #writer(nth: number): Writer {
    return pick(this.#writers, nth);
  }

  #asker(nth: number): Asker {
    const { reading, sealing } = this.place;
    return { ledger: this.#writer(nth).ledger, reading, sealing };
  }

  /** What waited for an approval is asked for again once it is given. */
  async #ask(writer: number, request: Request): Promise<Answer> {
    const answer = await ask(this.#asker(writer), request);
    const { asked } = request;
    if ('refused' in answer) {
      const asks = answer.refused.facts['asks'] as ToDecide | undefined;
      if (asks !== undefined) this.#lacking.push({ fund: fundOf(asked), asks, request });
    } else if (asked.command.command === 'approve-decision') {
      const { subject, amount } = asked.command;
      const waiting = this.#lacking.find(
        ({ asks }) => asks.subject === subject && asks.amount === amount,
      );
      if (waiting) await this.#ask(writer, waiting.request);
    }
    return answer;
  }

  /** All at once, several in each process: as it comes. */
  async #rush(requests: readonly Request[]): Promise<void> {
    const settled = await Promise.allSettled(
      requests.map((request, nth) => this.#ask(nth, request)),
    );
    for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Each process does its part in turn with the others. */
  async #inTurns(requests: readonly Request[], order: readonly number[]): Promise<void> {
    const tasks = this.#writers.map((writer, nth) => async (turn: Turn) => {
      writer.prepare(undefined, turn);
      for (const request of requests.filter((_, place) => place % this.#writers.length === nth))
        await this.#ask(nth, request);
    });
    try {
      await inTurns(tasks, order);
    } finally {
      for (const writer of this.#writers) writer.prepare(undefined, undefined);
    }
  }

  /** A file is taken up again where a process died over it, by another one. */
  async #import({ file, f, writer, death }: Extract<Step, { does: 'import' }>): Promise<void> {
    const payments = paymentsFile(file);
    const charged = f % 3 === 0 ? { scheme: 'navigators', source: 'council' } : {};
    const request = requestOf(payments, pick(funds, f), charged);
    const process = this.#writer(writer);
    if (death !== null) {
      process.prepare(death, undefined);
      await importFile(process.ledger, request).catch((error: unknown) => {
        if (!process.dead) throw error;
      });
      process.restart();
      await this.check();
    }
    await importWhole(this.#writer(writer + 1).ledger, payments, request);
  }

  /** What the process manager does when it is its turn. */
  async #manage(): Promise<void> {
    const { failing } = await takeUpDue(this.#writer(0).ledger, this.place.reading, silent);
    for (const [key, problem] of failing) {
      must(`what is due can be taken up, and ${key} broke`, problem !== 'error');
      tally.other(`due, refused: ${problem}`);
    }
  }
}

/** The fund that refused it; of an award, the first that it is paid from. */
const fundOf = ({ id, command }: Asked): string =>
  'funding' in command ? (command.funding[0]?.fund ?? id) : id;
