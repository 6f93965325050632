import type { AppointmentStep } from '#contracts/commands/appointment.js';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { decideAppointment, type PartiesOfFund } from '#libs/funding/appointment/appointment.js';
import { hostedOn } from '#libs/funding/fund/hosting.js';
import { agreementOf } from './agreement-of.js';
import { appointmentDecider, fundDecider } from './deciders.js';
import type { Asking, Ledger, Outcome } from './ledger.js';

/** Decides who acts for whom, by whose the funds are that it names. */
export async function decideOnAppointment(
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: AppointmentStep,
  expectedRevision?: number,
): Promise<Outcome> {
  const named = 'funds' in command ? (command.funds ?? []) : [];
  const funds = new Map<string, PartiesOfFund>();
  for (const fund of named) funds.set(fund, await partiesOf(ledger, fund));
  return ledger.execute(asking, {
    stream: streamOf('appointment', id),
    decider: appointmentDecider,
    expectedRevision,
    decide: (appointment, circumstances) =>
      decideAppointment(appointment, command, id, { ...circumstances, funds }),
  });
}

async function partiesOf(ledger: Ledger, fund: string): Promise<PartiesOfFund> {
  const today = londonDay(ledger.now());
  const { host, givers } = await ledger.read(streamOf('fund', fund), fundDecider, (state) => ({
    host: hostedOn(state, today)?.host,
    givers: [...state.sources.values()].map(({ organisation }) => organisation),
  }));
  const partners = (await agreementOf(ledger, fund, today))?.partners ?? [];
  return { host, parties: [...(host === undefined ? [] : [host]), ...partners, ...givers] };
}

/** What the operator says on the command line: the first administrator of an organisation. */
export const setUpAdministrator = (
  ledger: Ledger,
  person: string,
  organisation: string,
): Promise<Outcome> =>
  decideOnAppointment(
    ledger,
    {
      provenance: {
        ...{ actor: 'operator', organisation, authority: 'Operator of the service' },
        reason: 'Somebody has to be the first who appoints',
      },
      key: `operator/${organisation}/${person}/${ledger.now().toISOString()}`,
      asked: ['administrator', organisation, person],
      dryRun: false,
    },
    `${organisation}-${person}`,
    {
      ...{ command: 'set-up-administrator', effective: londonDay(ledger.now()) },
      ...{ person, organisation },
    },
  );
