import { inFund, type Step } from '#apps/service/example/step.js';
import { asDomainEvent, type DomainEvent } from '#contracts/events/all.js';
import { facts } from '#libs/ledger/facts.js';
import { standing, type FactLine } from '#libs/ledger/facts-at.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { fundView, recorded } from './fund-view.js';
import { firstMonths, northmoor } from './northmoor.js';
import { toldSoFar } from './steps.js';

export { inFund, type Step };

/** A provider of Northmoor, as some events leave it, looked at on a day: its own lines alone. */
function providerAfter(
  provider: string,
  happened: readonly DomainEvent[],
  day: string,
): ProviderView {
  const events = recorded(happened);
  const view = fundView('northmoor', events, day);
  const lines = events
    .flatMap((event): FactLine[] =>
      facts(asDomainEvent(event)).map((line) => ({ ...line, number: event.number })),
    )
    .filter(({ effective }) => effective <= day);
  const nameOf = ({ entity, id }: FactLine): string => `${entity} ${id}`;
  const own = new Set(lines.filter((line) => line.provider === provider).map(nameOf));
  const seen = lines.filter((line) => line.fund === 'none' || own.has(nameOf(line)));
  return {
    ...{ provider, identifiers: [provider], moment: view.moment },
    facts: standing(lines.filter(({ fund }) => fund === 'none')),
    funds: [
      {
        ...view,
        balances: view.balances.where({ provider }),
        facts: standing(seen),
        said: seen.filter(({ entity }) => entity === 'expenditure'),
      },
    ],
  };
}

/** The worked story as one of its providers sees it, after some steps and events more. */
export const northmoorProvider = (
  provider: string,
  steps: readonly Step[],
  day: string,
  more: readonly DomainEvent[] = [],
): ProviderView =>
  providerAfter(provider, [...toldSoFar(...northmoor, ...steps).happened, ...more], day);

/** On the last day of October 2026. */
export const providerInOctober = (provider: string): ProviderView =>
  northmoorProvider(provider, firstMonths, '2026-10-31');

/** Terms of Harbour Lights beside its money, as the story leaves them out. */
export const harbourLightsTerms = (
  terms: Extract<DomainEvent, { type: 'ContractTermsAgreed' }>['data'],
): DomainEvent => ({
  ...{ type: 'ContractTermsAgreed', version: 2, stream: 'contract-harbour-lights' },
  ...{ effective: '2026-04-01', data: terms },
});

/** Those that agree nothing. */
export const noTerms: Parameters<typeof harbourLightsTerms>[0] = {
  ...{ options: [], breaks: [], indexation: null, flexibility: null, retention: null },
  ...{ leadProvider: false, lastDays: [] },
};
