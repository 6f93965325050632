import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { refuse } from '#projections/reading/refused.js';
import { SIGN_IN } from '../api/tokens.js';
import type { SignIn } from './sign-in.js';
import { signedIn } from './signed-in.js';

const safe = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A browser sends its cookie along with whatever another site makes it send. So what changes
 * something in the name of a session must come from a form that this service gave to that session.
 * Programs have tokens, which no browser sends by itself.
 */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(@Inject(SIGN_IN) private readonly signIn: SignIn) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const who = signedIn();
    if (safe.includes(request.method) || who?.by !== 'session') return true;
    const body: unknown = request.body;
    const form =
      typeof body === 'object' && body !== null && 'form' in body ? body.form : undefined;
    if (form !== who.formToken || !this.isFromHere(request)) throw refuse('form-not-ours', {});
    return true;
  }

  private isFromHere(request: Request): boolean {
    const site = request.get('Sec-Fetch-Site');
    if (site !== undefined) return site === 'same-origin';
    const origin = request.get('Origin');
    return origin === undefined || origin === this.signIn.place.url;
  }
}
