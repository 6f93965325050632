import { problemDocument, refusal, type ProblemName } from '#contracts/problems.js';
import type { Facts } from '#contracts/problems/problem-type.js';
import { recording } from '#apps/service/access/routes.js';
import { ExplainedError } from '#apps/service/explained.js';
import type { Runtime } from '#apps/service/runtime.js';
import { readSettings } from '#apps/service/settings.js';
import { BearerTokens } from '#apps/service/sign-in/bearer.js';
import { issuerOf, reachedAt } from '#apps/service/sign-in/issuer-of.js';
import { askersOf, type Asker } from '#libs/access/asker.js';
import { worksIn } from '#libs/access/scope.js';
import { Refused } from '#projections/reading/refused.js';
import { tokenGiven } from './token-given.js';

/**
 * Whoever has the token of PURSE_TOKEN, in the appointment of PURSE_ACTING_AS where there are several,
 * and may record in a fund. Throws an ExplainedError where nobody does.
 */
export async function whoRecords(runtime: Runtime, fund: string): Promise<Asker> {
  const { store, runner, reading } = runtime;
  const person = await personOf(runtime, tokenGiven());
  await runner.progress.until((await store.head()).number, catchUpMilliseconds);
  const { facts, moment } = await reading.appointments(person);
  const appointments = askersOf(facts, person, moment.day);
  const named = process.env['PURSE_ACTING_AS'];
  const asker =
    appointments.length === 1 && named === undefined
      ? appointments[0]
      : appointments.find(({ appointment }) => appointment === named);
  if (appointments.length === 0) throw refused('no-appointment', { person });
  if (!asker)
    throw new ExplainedError(
      `${person} has several appointments: name one with PURSE_ACTING_AS, of ${appointments.map(({ appointment }) => appointment).join(', ')}.`,
    );
  const { role } = asker;
  if (!recording.includes(role))
    throw refused('role-may-not', { role, what: 'record in a fund', roles: [...recording] });
  if (!worksIn(asker, await reading.standing()).includes(fund))
    throw refused('not-found', { what: 'fund', id: fund, where: 'the ledger' });
  return asker;
}

const catchUpMilliseconds = 60_000;

async function personOf({ directory }: Runtime, token: string): Promise<string> {
  const settings = readSettings(process.env);
  const issuer = (await issuerOf(settings, directory))(reachedAt(settings, settings.port));
  try {
    const subject = await new BearerTokens().subjectOf(token, issuer);
    const known = await directory.whoIs(issuer.name, subject);
    if (!known) throw refused('person-unknown', { subject });
    return known.person;
  } catch (error) {
    if (error instanceof Refused) throw new ExplainedError(error.message, { cause: error });
    throw error;
  }
}

const refused = (problem: ProblemName, facts: Facts): ExplainedError =>
  new ExplainedError(problemDocument(refusal(problem, facts)).detail);
