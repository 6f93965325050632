import { Body, Controller, Post, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { refuse } from '#projections/reading/refused.js';
import { exampleIdentities, identityCookie } from '../identity/identities.js';
import { PageErrorFilter } from './page-error.filter.js';

/** An identity is chosen, not proven, until sign-in exists: the service listens on this machine only. */
@Controller('identity')
@UseFilters(PageErrorFilter)
export class IdentityController {
  @Post()
  choose(
    @Body() body: Readonly<Record<string, unknown>> | undefined,
    @Res() response: Response,
  ): void {
    const chosen = exampleIdentities.find(({ id }) => id === body?.['identity']);
    if (!chosen)
      throw refuse('invalid-request', { detail: 'choose one of the people on the start page' });
    response.cookie(identityCookie, chosen.id, { httpOnly: true, sameSite: 'strict', path: '/' });
    response.redirect(303, '/');
  }
}
