import { randomUUID } from 'node:crypto';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Res,
  UseFilters,
} from '@nestjs/common';
import type { Response } from 'express';
import type { JsonObject } from '#contracts/envelope.js';
import { Day, Id, Text } from '#contracts/values.js';
import type { Progress } from '#projections/runner/runner.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { yearOf } from '#contracts/financial-year.js';
import { problemDocument, type Refusal } from '#contracts/problems.js';
import { mayCommand, somebodyAsking } from '../../access/may-command.js';
import { CommandDesk, schemaOf } from '../../api/command-desk.js';
import { LEDGER, PROGRESS, TRANSPARENCY } from '../../api/tokens.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Touched } from '../../ledger/awards.js';
import type { LogService } from '../../log/log-service.js';
import { READING } from '../../reading/tokens.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { capital, sentenceCase } from '../words.js';
import { ownEffects } from '../provider/effect.js';
import type { Table } from '../table.js';
import { answered, type Answered } from './answered.js';
import { effects, moveEffects } from './effect.js';
import { titleOfCommand } from './words/titles.js';
import { labelAt } from './words/words.js';
import { formOf, type Field } from './fields.js';
import { isFilledIn, placeOf, readForm, sentIn, textOf, type Sent } from './filled-in.js';
import { beginningOf, kindInWords, whichInWords } from './given-to.js';
import { filledInBy } from './filled-in-by.js';
import { beganWithWhatHolds, chosenFirst, emptied, holdsNow } from './holds-now.js';
import { givenTo, listFor, saysAnew, type ListName } from './list-names.js';
import { Known, type To } from './known.js';
import { laidOut } from './laid-out.js';
import { inTheWordsOf } from './lists.js';
import { parts } from './owners.js';
import { settledIn } from './settled.js';
import { troubleInWords } from './trouble.js';
import { yearToClose } from './year-to-close.js';

interface Trouble {
  readonly text: string;
  readonly href?: string;
}
type Begun = { readonly with: Sent } | { readonly none: string };

/**
 * Every command as a form: filled in, checked with its effect before and after, and only then given,
 * under a key of the form's own, so that sent twice it is recorded once. Nothing here needs a script.
 */
@Controller('do/:collection')
@UseFilters(PageErrorFilter)
export class CommandController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(READING) private readonly reading: Reading,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROGRESS) private readonly progress: Progress,
    @Inject(TRANSPARENCY) private readonly log: Pick<LogService, 'id'>,
  ) {}

  /** To which thing a command is to be given. */
  @Get(':command')
  @Header('Cache-Control', 'no-store')
  async which(
    @Param('collection') collection: string,
    @Param('command') command: string,
    @Query() query: Sent,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    schemaOf(collection, command);
    // There is one log.
    const { id = collection === 'logs' ? this.log.id : undefined, fund = '', ...rest } = query;
    const list = givenTo(collection, command);
    const about = partsAskedFor(formOf(collection, command), command);
    const to = { collection, id: '', command };
    const known = await Known.of(this.reading, to, String(fund));
    const text = id === undefined ? undefined : this.troubleWith(to, String(id), known);
    if (id !== undefined && text === undefined) {
      const { id: _, ...carried } = query;
      const asked = new URLSearchParams(carried as Record<string, string>).toString();
      response.redirect(303, `${addressOf({ collection, id: String(id), command })}?${asked}`);
      return undefined;
    }
    if (text !== undefined) response.status(unprocessable);
    return page('commands/which', {
      ...headingOf(to, known, String(fund)),
      ...{ action: `/do/${collection}/${command}`, name: 'id' },
      ...{ of: fund, id, rest: Object.entries(rest) },
      trouble: text === undefined ? [] : [{ text, href: '#id' }],
      asked: whichInWords(to, list, about),
      known: list && known.givable(list, about),
      awaited: list && known.awaited(list),
      ...(list && known.firstFor(list, about)),
    });
  }

  @Get(':id/:command')
  @Header('Cache-Control', 'no-store')
  async form(@Param() to: To, @Query() query: Sent): Promise<string> {
    const { recorded } = query;
    if (typeof recorded === 'string' && /^\d{1,12}$/.test(recorded))
      return this.recorded(to, query, Number(recorded));
    const known = await Known.of(this.reading, to, fundOf(to, query));
    const first = chosenFirst[to.command];
    if (first && textOf(query, first.name) === '') return whichFirst(to, query, first, known);
    const begun = await this.begunWith(to, query, known);
    if ('none' in begun)
      return page('commands/which', {
        ...{ ...headingOf(to, known, fundOf(to, query)), trouble: [] },
        ...{ asked: { empty: begun.none }, known: [] },
      });
    return this.asForm(to, { ...begun.with, ...withDayParts(query), key: randomUUID() }, []);
  }

  /** What a form begins with: what holds now, or what there is to be decided; or why there is nothing. */
  private async begunWith(to: To, query: Sent, known: Known): Promise<Begun> {
    const form = formOf(to.collection, to.command);
    if (to.command !== 'close-year') return { with: holdsNow(form, to, query, known) };
    const year = await yearToClose(this.reading, to.id);
    return 'none' in year ? year : { with: filledInBy(form, '', year.with) };
  }

  @Post(':id/:command')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async send(
    @Param() to: To,
    @Body() written: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    const sent = await this.identified(to, sentIn(written));
    const step = textOf(sent, 'step');
    if (step.startsWith('more ')) return this.asForm(to, sent, [], step.slice('more '.length));
    if (step === 'change') return this.asForm(to, sent, []);
    const form = formOf(to.collection, to.command);
    const body = { ...emptied(form, to, sent), ...(readForm(form, '', sent) as JsonObject) };
    const troubles = troublesOf(form, to, sent, body);
    if (troubles.length > 0) {
      response.status(unprocessable);
      return this.asForm(to, sent, troubles);
    }
    try {
      await mayCommand(this.ledger, somebodyAsking(), { ...to, body });
      if (step !== 'record')
        return await this.asAnswers(
          to,
          form,
          sent,
          await this.desk.give({ ...to, body }, { dryRun: true }),
        );
      const done = await this.desk.give({ ...to, body }, { key: `page/${textOf(sent, 'key')}` });
      const last = Math.max(...done.streams.map(({ number }) => number));
      response.redirect(303, `${addressOf(to)}?recorded=${last}${fundQuery(to, sent)}`);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      response.status(problemDocument(error.refusal).status);
      const known = await Known.of(this.reading, to, fundOf(to, sent), sent);
      const said = { text: capital(known.refusedInWords(error.refusal)) };
      const at = fieldOf(error.refusal, form, sent);
      return this.asForm(to, sent, [at === undefined ? said : { ...said, href: `#${at}` }]);
    }
  }

  /** What is wrong with what a command is to be given to; something new has a name that nothing has. */
  private troubleWith({ collection, command }: To, id: string, known: Known): string | undefined {
    if (!Id.safeParse(id).success) return id === '' ? idMissing : idTrouble;
    const others = givenTo(collection, '');
    const isNew = givenTo(collection, command) === undefined && !saysAnew.has(command);
    const taken = isNew && others && known.all(others).find(({ value }) => value === id);
    return taken ? `“${id}” is the name of ${taken.text} already: choose another` : undefined;
  }

  private async asForm(
    to: To,
    sent: Sent,
    trouble: readonly Trouble[],
    more?: string,
  ): Promise<string> {
    const form = formOf(to.collection, to.command);
    const fund = fundOf(to, sent);
    const known = await Known.of(this.reading, to, fund);
    const errors = new Map(
      trouble.flatMap(({ href, text }) => (href ? [[href.slice(1), text] as const] : [])),
    );
    const settled = settledIn(to.command, form, sent, (name, id) => known.inWords(name, id, sent));
    return page('commands/form', {
      ...headingOf(to, known, fund),
      ...{ trouble, key: textOf(sent, 'key'), action: addressOf(to) },
      holds: beganWithWhatHolds(sent),
      ...stated(settled.stated),
      carried: settled.carried,
      ...laidOut(to.command, settled.asked, sent, {
        ...{ errors, more, choices: known.choices },
        sent: { ...firstFund(fund), ...ownProvider(), ...sent },
        year: yearOf((await this.reading.moment({})).day),
      }),
      lists: [...known.lists.values()],
    });
  }

  private async asAnswers(to: To, form: Field, sent: Sent, touched: Touched): Promise<string> {
    const fund = fundOf(to, sent);
    const known = await Known.of(this.reading, to, fund, sent);
    const answers = answered(form, '', '', sent, (name, id) => known.inWords(name, id, sent));
    const carried = Object.entries(sent).filter(([name]) => name !== 'form' && name !== 'step');
    return page('commands/check', {
      ...headingOf(to, known, fund),
      action: addressOf(to),
      ...stated(answers),
      carried: carried.flatMap(([name, value]) =>
        [value].flat().map((each) => ({ name, value: each })),
      ),
      moves: await moveEffects(touched, this.reading),
      effects: await this.effects(touched),
      events: counted(touched.wouldRecord.map(({ draft }) => sentenceCase(draft.type))),
    });
  }

  /** On the funds' health, for whoever sees it; to a provider, on what is its own. */
  private async effects(touched: Touched): Promise<Table[]> {
    const { asker, scope } = somebodyAsking();
    if (asker.role !== 'provider') return effects(touched, this.reading);
    return [ownEffects(await this.reading.provider(scope.providers ?? [], {}), touched)];
  }

  private async recorded(to: To, query: Sent, number: number): Promise<string> {
    // What was recorded is on the next page that is opened.
    await this.progress.until(number, patience);
    const fund = fundOf(to, query);
    return page('commands/recorded', {
      ...headingOf(to, await Known.of(this.reading, to, fund), fund),
      // Events are open to whoever sees a fund whole.
      opens: somebodyAsking().scope.funds !== undefined,
      people: to.collection === 'appointments',
      ...{ number, again: `${addressOf(to)}?${fundQuery(to, query).slice(1)}` },
    });
  }

  /** What was chosen by its words, by its identifier: funds first, because the rest is of a fund. */
  private async identified(to: To, written: Sent): Promise<Sent> {
    const funds = (await Known.of(this.reading, to, '')).identified(written);
    const known = await Known.of(this.reading, to, fundOf(to, funds), funds);
    return known.identified(funds);
  }
}

/** Answers as pages list them: lines of text, and what is too large for one. */
const stated = (answers: readonly Answered[]): object => ({
  answers: answers.filter(({ table }) => table === undefined),
  tables: answers.flatMap(({ table }) => table ?? []),
});

/** What a command is about that belongs to what it is given to. */
const partsAskedFor = ({ members: of }: ReturnType<typeof formOf>, command: string): ListName[] =>
  of.flatMap(({ name, field }) => {
    const list = field.optional ? undefined : listFor(command, name);
    return list !== undefined && parts.has(list) ? [list] : [];
  });

/** Asks for what the form depends on, one of those there are. */
const whichFirst = (
  to: To,
  query: Sent,
  { name, list }: { readonly name: string; readonly list: ListName },
  known: Known,
): string =>
  page('commands/which', {
    ...headingOf(to, known, fundOf(to, query)),
    ...{ action: addressOf(to), name, trouble: [], rest: Object.entries(query) },
    asked: beginningOf(list),
    known: known.all(list),
    ...known.begunBy(list),
  });

/** Each once, with how often where it is more. */
function counted(names: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, often]) => (often === 1 ? name : `${name} (${often} times)`));
}

const unprocessable = 422;
const patience = 5_000;
const noChoice = 'nothing in the list is called so; begin to write, and choose from it';
const idMissing = 'Fill in what it is to be called in addresses and lists';
const idTrouble = 'Use letters, digits and . : _ - for the identifier';

const addressOf = ({ collection, id, command }: To): string => `/do/${collection}/${id}/${command}`;

const fundOf = ({ collection, id }: To, sent: Sent): string =>
  collection === 'funds' ? id : textOf(sent, 'of-fund') || textOf(sent, 'fund');
const fundQuery = (to: To, sent: Sent): string =>
  to.collection === 'funds' || fundOf(to, sent) === ''
    ? ''
    : `&fund=${encodeURIComponent(fundOf(to, sent))}`;

/** Whoever comes from a fund means that fund, in the first of any rows. */
const firstFund = (fund: string): Sent =>
  fund === '' ? {} : { fund: fund, 'of-fund': fund, 'funding.0.fund': fund };

/** Who speaks for one provider claims for that one. */
function ownProvider(): Sent {
  const [provider, ...others] = somebodyAsking().scope.providers ?? [];
  return provider === undefined || others.length > 0 ? {} : { provider };
}

/** A day in an address fills in its three fields. */
const withDayParts = (query: Sent): Sent => ({
  ...query,
  ...Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      if (!Day.safeParse(value).success) return [];
      const [year = '', month = '', day = ''] = String(value).split('-');
      return [
        [`${name}-day`, String(Number(day))],
        [`${name}-month`, String(Number(month))],
        [`${name}-year`, year],
      ];
    }),
  ),
});

const headingOf = ({ collection, id, command }: To, known: Known, fund: string): object => ({
  title: titleOfCommand(command),
  about: collection === 'funds' ? undefined : aboutOf({ collection, id, command }, known),
  fund:
    fund === ''
      ? undefined
      : {
          href: `/funds/${fund}`,
          tasks: `/funds/${fund}/tasks`,
          name: known.facts.get('fund', fund)?.attributes.name ?? fund,
        },
});

/** What a command is given to, by what it is called; something new by its identifier. */
function aboutOf({ collection, id, command }: To, known: Known): string | undefined {
  // There is one log, which nobody calls by anything.
  if (collection === 'logs') return undefined;
  const list = givenTo(collection, command);
  // What the command cannot be given to any more is called as the others of its kind.
  const others = givenTo(collection, '');
  const all = list && [...known.all(list), ...(others ? known.all(others) : [])];
  const name = all ? inTheWordsOf(all, id) : id;
  return `${kindInWords(collection)}: ${name}`;
}

/** What the schema finds wrong, each at its field. */
function troublesOf(form: Field, to: To, sent: Sent, body: unknown): Trouble[] {
  const schema = schemaOf(to.collection, to.command).extend({
    effective: Day.optional(),
    reason: Text,
  });
  const found = schema.safeParse(body);
  if (!Id.safeParse(to.id).success) throw refuse('invalid-request', { detail: idTrouble });
  if (found.success) return [];
  const troubles = found.error.issues.map((issue) => {
    const place = placeOf(form, '', sent, issue.path);
    const label = labelAt(to.command, issue.path);
    const said = label === undefined ? '' : `${label}: `;
    // What is not called as the list has it is taken for an identifier, and may look like none.
    const isNoChoice = issue.code === 'invalid_format' && listFor(to.command, place) !== undefined;
    const trouble = isNoChoice ? noChoice : troubleInWords(issue);
    return { text: `${said}${trouble}`, href: `#${place}` };
  });
  // A field is mended by what is said of it first; a line of a grid is wrong in each of its cells.
  return troubles.filter(
    ({ href }, place) => troubles.findIndex((each) => each.href === href) === place,
  );
}

/** Where amounts by year are filled in, it is they that do not add up. */
const fieldOf = (
  { problem }: Refusal,
  { members: of }: ReturnType<typeof formOf>,
  sent: Sent,
): string | undefined =>
  problem === 'does-not-add-up'
    ? of.find(({ name, field }) => field.kind === 'grid' && isFilledIn(field, name, sent))?.name
    : undefined;
