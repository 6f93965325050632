import { Body, Controller, Delete, Get, Inject, Param, Put, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { somebodyAsking } from '../access/may-command.js';
import { Said, type Entries } from '../directory/entries.js';
import { whenceOf } from '../security/noticing.js';
import type { SignIn } from '../sign-in/sign-in.js';
import { checkedQuery } from './checked-query.js';
import { ENTRIES, SIGN_IN } from './tokens.js';

/** The people and programs whose entries the administrator's organisation keeps. */
@Controller('api/v1')
export class PeopleController {
  constructor(
    @Inject(ENTRIES) private readonly entries: Entries,
    @Inject(SIGN_IN) private readonly signIn: SignIn,
  ) {}

  @Get('people')
  async people(): Promise<object> {
    return { people: await this.entries.keptBy(somebodyAsking().asker) };
  }

  /** Adds somebody, or changes what is known of them; again it changes nothing. */
  @Put('people/:person')
  async put(
    @Param('person') person: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const asker = somebodyAsking().asker;
    const said = checkedQuery(Said, body);
    const { organisation } = asker;
    const issuer = said.issuer ?? this.signIn.place.issuer.name;
    const entry = { ...said, person, issuer, organisation };
    const done = await this.entries.put(asker, entry, whenceOf(request));
    response.status(done === 'added' ? 201 : 200);
    return entry;
  }

  /** Events keep the reference; the name is gone. */
  @Delete('people/:person')
  async remove(@Param('person') person: string, @Req() request: Request): Promise<object> {
    await this.entries.remove(somebodyAsking().asker, person, whenceOf(request));
    return { person, removed: true };
  }
}
