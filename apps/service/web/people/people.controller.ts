import { randomBytes } from 'node:crypto';
import {
  Controller,
  Get,
  Header,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Moment, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { somebodyAsking } from '../../access/may-command.js';
import { ENTRIES, SIGN_IN } from '../../api/tokens.js';
import type { Entries } from '../../directory/entries.js';
import type { Person } from '../../directory/person.js';
import { READING } from '../../reading/tokens.js';
import { whenceOf } from '../../security/noticing.js';
import type { SignIn } from '../../sign-in/sign-in.js';
import { bodyCalled } from '../acts-for.js';
import { inTwoSteps, type Form, type Step } from '../form/two-steps.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { addForm, changeForm, removeForm, saidOf, type Doing } from './forms.js';
import { appointmentsTable, hrefOf, isInForce, othersTable, peopleTable } from './people-page.js';
import type { Appointed } from './people-page.js';

/** What has just been done, for the page that is shown then. */
const done: Readonly<Record<string, string>> = {
  added: 'They are in the directory.',
  changed: 'The entry is changed.',
  removed: 'They are removed from the directory.',
};

/** What an address names. */
interface At {
  readonly person: string;
  readonly action?: string;
}

/** The people of the administrator's organisation: the directory, and who acts as what. */
@Controller()
@UseFilters(PageErrorFilter)
export class PeoplePagesController {
  constructor(
    @Inject(ENTRIES) private readonly entries: Entries,
    @Inject(READING) private readonly reading: Reading,
    @Inject(SIGN_IN) private readonly signIn: SignIn,
  ) {}

  @Get('people')
  @Header('Cache-Control', 'no-store')
  async people(@Query('done') what: unknown): Promise<string> {
    const kept = await this.entries.keptBy(somebodyAsking().asker);
    const appointed = await this.appointed();
    const { appointments, moment } = appointed;
    const others = appointments.filter(
      ({ attributes }) => !kept.some(({ person }) => person === attributes.person),
    );
    return page('people/people', {
      title: 'People',
      done: done[String(what)],
      organisation: bodyCalled(somebodyAsking().asker.organisation),
      people: peopleTable(kept, appointed),
      others: others.length === 0 ? undefined : othersTable({ ...appointed, appointments: others }),
      ...{ moment, standing: null },
    });
  }

  @Get('people/:person')
  @Header('Cache-Control', 'no-store')
  async person(@Param('person') person: string, @Query('done') what: unknown): Promise<string> {
    const { entry, called, ...appointed } = await this.found(person);
    return page('people/person', {
      ...{ title: called, done: done[String(what)], person, entry, href: hrefOf(person) },
      appointments: appointmentsTable(appointed),
      appoint: appointing(person),
      ...{ moment: appointed.moment, standing: null },
    });
  }

  @Get('add-person')
  @Header('Cache-Control', 'no-store')
  add(@Req() request: Request, @Res() response: Response): void {
    show(response, this.adding(request).ask());
  }

  @Post('add-person')
  async added(@Req() request: Request, @Res() response: Response): Promise<void> {
    show(response, await this.adding(request).take(request.body));
  }

  @Get('people/:person/:action')
  @Header('Cache-Control', 'no-store')
  async act(@Param() at: At, @Req() request: Request, @Res() response: Response): Promise<void> {
    show(response, (await this.formOf(at, request)).ask());
  }

  @Post('people/:person/:action')
  async acted(@Param() at: At, @Req() request: Request, @Res() response: Response): Promise<void> {
    show(response, await (await this.formOf(at, request)).take(request.body));
  }

  private adding(request: Request): Form {
    // A reference of no meaning, so that nobody has to think of one.
    const person = `p-${randomBytes(4).toString('hex')}`;
    return inTwoSteps(addForm(this.doing(request)), { person });
  }

  private async formOf({ person, action = '' }: At, request: Request): Promise<Form> {
    const doing = this.doing(request);
    const { entry, appointments, called, moment } = await this.found(person);
    if (entry && action === 'change') return inTwoSteps(changeForm(entry, doing), saidOf(entry));
    if (entry && action === 'remove') {
      const inForce = appointments.filter((one) => isInForce(one, moment.day)).length;
      return inTwoSteps(removeForm(entry, inForce, doing));
    }
    throw refuse('not-found', { what: 'page', id: action, where: `the pages of ${called}` });
  }

  /** Somebody whose entry the organisation keeps, or whom it has appointed. */
  private async found(person: string) {
    const kept: readonly Person[] = await this.entries.keptBy(somebodyAsking().asker);
    const entry = kept.find((each) => each.person === person);
    const { appointments, ...place } = await this.appointed();
    const theirs = appointments.filter(({ attributes }) => attributes.person === person);
    if (!entry && theirs.length === 0)
      throw refuse('not-found', { what: 'person', id: person, where: 'your directory' });
    return { ...place, entry, appointments: theirs, called: entry?.name ?? person };
  }

  private async appointed(): Promise<Appointed & { readonly moment: Moment }> {
    const { moment, facts } = await this.reading.place({});
    return { moment, facts, day: moment.day, appointments: facts.list('appointment') };
  }

  /** In the name of who asks, as a request of theirs. */
  private doing(request: Request): Doing {
    const asker = somebodyAsking().asker;
    const whence = whenceOf(request);
    const issuer = this.signIn.place.issuer.name;
    const { organisation } = asker;
    return {
      put: (person, said) =>
        this.entries.put(
          asker,
          { ...said, issuer: said.issuer ?? issuer, person, organisation },
          whence,
        ),
      remove: (person) => this.entries.remove(asker, person, whence),
    };
  }
}

/** The form by which the ledger is told of a new appointment, with what is known of it already. */
function appointing(person: string): string {
  const { organisation } = somebodyAsking().asker;
  const id = `${person.slice(0, 100)}-${randomBytes(4).toString('hex')}`;
  return `/do/appointments/${id}/appoint?${new URLSearchParams({ person, organisation }).toString()}`;
}

function show(response: Response, step: Step): void {
  if ('to' in step) response.redirect(303, step.to);
  else response.status(step.status).type('html').send(step.html);
}
