import { asDomainEvent } from '#contracts/events/all.js';
import { facts } from '#libs/ledger/facts.js';
import { postings } from '#libs/ledger/postings.js';
import { yearOf } from '#contracts/financial-year.js';
import { recorded } from '#test/support/fund-view.js';
import { firstMonths, northmoor, organisations } from '#test/support/northmoor.js';
import { toldSoFar } from '#test/support/steps.js';
import { changeOf } from './changes.js';

const events = recorded(toldSoFar(...northmoor, ...firstMonths).happened);
const provider = organisations.harbourLights;

/** What the first event of a type changed for Harbour Lights. */
function change(type: string) {
  const event = events.find(
    (each) => each.type === type && JSON.stringify(each.data).includes(provider),
  );
  if (!event) throw new Error(`no ${type}`);
  const told = asDomainEvent(event);
  return changeOf(event, {
    number: event.number,
    postings: postings(told)
      .filter(({ on }) => on.provider === provider)
      .map(({ on, ...of }, line) => ({
        ...{ ...of, line, number: event.number, on: { ...on, year: yearOf(on.period) } },
      })),
    facts: facts(told).map((line) => ({ ...line, number: event.number })),
  });
}

it('says by how much what is promised changed, why and on whose authority', () =>
  expect(change('CommitmentConfirmed')).toMatchObject({
    ...{ awards: ['harbour-lights'], funds: ['northmoor'], reason: 'as agreed' },
    promised: { confirmed: 264_000_000n, expected: 0n, indicative: 24_000_000n },
    ...{ reserved: -288_000_000n, accepted: 0n, authority: 'scheme of delegation' },
  }));

it('says what was accepted and what was paid', () => {
  expect(change('ExpenditureVerified')).toMatchObject({
    promised: { confirmed: 0n },
    ...{ accepted: 8_000_000n, paid: 0n },
  });
  expect(change('ExpenditurePaid')).toMatchObject({ accepted: 0n, paid: 8_000_000n });
});
