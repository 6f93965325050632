import {
  Body,
  Controller,
  Get,
  Header,
  Inject,
  Post,
  Query,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { refuse } from '#projections/reading/refused.js';
import { askingAs } from '../access/asking-as.js';
import { SIGN_IN } from '../api/tokens.js';
import { cookieOf } from '../sign-in/cookies.js';
import { ownPath } from '../sign-in/own-path.js';
import type { SignIn } from '../sign-in/sign-in.js';
import { signedIn } from '../sign-in/signed-in.js';
import { actsFor } from './acts-for.js';
import { PageErrorFilter } from './page-error.filter.js';
import { page } from './pages.js';

type Said = Readonly<Record<string, unknown>>;

/** Whoever has several appointments acts by one at a time, and chooses which for the session. */
@Controller('acting-as')
@UseFilters(PageErrorFilter)
export class ActingAsController {
  constructor(@Inject(SIGN_IN) private readonly signIn: SignIn) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  ask(@Query('return') wanted: unknown): string {
    return this.choice(wanted, false);
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  async choose(
    @Body() said: Said | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (signedIn()?.by !== 'session')
      throw refuse('invalid-request', {
        detail: 'a program has no session: it sends the header Purse-Acting-As with each request',
      });
    const { appointments = [] } = askingAs() ?? {};
    const chosen = appointments.find(({ appointment }) => appointment === said?.['appointment']);
    if (!chosen) {
      response.status(400).type('html').send(this.choice(said?.['return'], true));
      return;
    }
    const { url } = this.signIn.place;
    const id = cookieOf(request, 'session', url) ?? '';
    await this.signIn.directory.sessions.actBy(id, chosen.appointment);
    response.redirect(303, ownPath(said?.['return'], url));
  }

  private choice(wanted: unknown, missing: boolean): string {
    const { appointments = [], asker, standing } = askingAs() ?? {};
    return page('acting-as', {
      missing,
      returnTo: ownPath(wanted, this.signIn.place.url),
      chosen: asker?.appointment,
      items: appointments.map((one) => ({
        ...{ value: one.appointment, text: actsFor(one, standing) },
        hint: { text: one.authority },
      })),
    });
  }
}
