import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { askersOf } from '#libs/access/asker.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { choosing } from '../access/choosing.js';
import { SECURITY, SIGN_IN } from '../api/tokens.js';
import { OWN_READING } from '../reading/tokens.js';
import { whenceOf } from '../security/noticing.js';
import type { SecurityLog } from '../security/security-log.js';
import { cookieName, cookieOf, cookieOptions, type Cookie } from './cookies.js';
import { endedElsewhere } from './ended-elsewhere.js';
import { ownPath } from './own-path.js';
import type { SignIn } from './sign-in.js';
import { signedIn } from './signed-in.js';

type Named = Readonly<Record<string, unknown>>;

/** Long enough to sign in at the issuer; the service itself keeps the time. */
const toSignInMilliseconds = 600_000;

/** Signing in to the pages, and out again. */
@Controller()
export class SignInController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(SECURITY) private readonly security: SecurityLog,
    // It is the service itself that finds out as what somebody may act.
    @Inject(OWN_READING) private readonly reading: Reading,
  ) {}

  @Get('sign-in')
  @Header('Cache-Control', 'no-store')
  async begin(@Query() query: Named, @Res() response: Response): Promise<void> {
    const { id, location } = await this.signIn.begin(
      ownPath(query['return'], this.signIn.place.url),
    );
    this.hand(response, 'sign-in', id, toSignInMilliseconds);
    response.redirect(303, location);
  }

  @Get('sign-in/callback')
  @Header('Cache-Control', 'no-store')
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { url } = this.signIn.place;
    const begun = cookieOf(request, 'sign-in', url);
    response.clearCookie(cookieName('sign-in', url), cookieOptions(url));
    const before = cookieOf(request, 'session', url);
    const { id, person, returnTo } = await this.signIn.finish(begun, request.originalUrl, before);
    this.security.note({ what: 'signed-in', person: person.person, ...whenceOf(request) });
    this.hand(response, 'session', id);
    response.redirect(303, await this.asWhat(person.person, returnTo));
  }

  /** Signs out here and everywhere else where the person is signed in to this service. */
  @Post('sign-out')
  async end(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { url } = this.signIn.place;
    const who = signedIn();
    let location = '/';
    if (who?.by === 'session') {
      location = await this.signIn.end(who.person, who.idToken);
      this.security.note({
        ...{ what: 'signed-out', person: who.person.person },
        ...whenceOf(request),
      });
    }
    response.clearCookie(cookieName('session', url), cookieOptions(url)).redirect(303, location);
  }

  /** The issuer says that somebody has signed out there (OpenID Connect Back-Channel Logout). */
  @Post('sign-in/ended')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async ended(@Body() body: Named | undefined, @Req() request: Request): Promise<void> {
    const token = body?.['logout_token'];
    if (typeof token !== 'string')
      throw refuse('invalid-request', { detail: 'give the logout token of your issuer' });
    const { issuer } = this.signIn.place;
    const ended = await endedElsewhere(token, issuer);
    const sessions = await this.signIn.directory.sessions.endedBy(issuer.name, ended);
    const detail = `${ended.subject ?? ended.session ?? ''}: ${sessions} sessions`;
    this.security.note({ what: 'signed-out-by-issuer', detail, ...whenceOf(request) });
  }

  /** Whoever has several appointments chooses one before the page that they wanted is shown. */
  private async asWhat(person: string, returnTo: string): Promise<string> {
    const { facts, moment } = await this.reading.appointments(person);
    return askersOf(facts, person, moment.day).length > 1 ? choosing(returnTo) : returnTo;
  }

  private hand(response: Response, cookie: Cookie, id: string, maxAge?: number): void {
    const { url } = this.signIn.place;
    const age = maxAge === undefined ? {} : { maxAge };
    response.cookie(cookieName(cookie, url), id, { ...cookieOptions(url), ...age });
  }
}
