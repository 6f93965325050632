import { readFileSync } from 'node:fs';
import { asDomainEvent, type DomainEvent } from '#contracts/events/all.js';
import type { RecordedEvent } from '#contracts/envelope.js';
import { inPounds, opening } from '#test/support/figures.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { northmoor } from '#test/support/northmoor.js';
import { toldSoFar } from '#test/support/steps.js';
import { awards } from './award-length.js';
import { awardTerms } from './award-terms.js';

const folder = new URL('../../../contracts/examples/', import.meta.url);
/** Stored examples of what happened to Harbour Lights, after the worked story began. */
const after = (day: string, ...types: readonly string[]) =>
  fundView(
    'northmoor',
    recorded([
      ...toldSoFar(...northmoor).happened,
      ...types.map((type): DomainEvent =>
        asDomainEvent(
          JSON.parse(readFileSync(new URL(`${type}.v1.json`, folder), 'utf8')) as RecordedEvent,
        ),
      ),
    ]),
    day,
  );
const ofLights = (...asked: Parameters<typeof after>) =>
  awardTerms(after(...asked)).find(({ award }) => award === 'harbour-lights');

it('knows what the options are worth before anything changes', () =>
  expect(inPounds(awardTerms(opening))).toMatchObject([
    { award: 'harbour-lights', value: '2880000.00', options: '1920000.00', retained: '0.00' },
    { award: 'moorside' },
    { award: 'two-rivers', variations: '0.00', breaksOn: null, flexibility: [] },
  ]));

it('follows variations, and what is left of the allowance of each year', () =>
  expect(
    ofLights('2028-01-01', 'ContractTermsAgreed', 'ContractVaried', 'AwardLinesMoved'),
  ).toMatchObject({
    value: 287_900_000n,
    variations: -100_000n,
    flexibility: [
      { year: '2026-27', left: 3_600_000n },
      { year: '2027-28', left: 4_355_000n },
      { year: '2028-29' },
      { year: '2029-30' },
    ],
  }));

it('runs on with an option, and ends with a break', () => {
  const months = (...asked: Parameters<typeof after>) =>
    awards(after(...asked)).find(({ award }) => award === 'harbour-lights')?.months;
  expect(months('2029-01-01', 'OptionExercised')).toBe(48);
  expect(ofLights('2029-01-01', 'OptionExercised')).toMatchObject({ options: 96_000_000n });
  expect(months('2028-04-01', 'BreakNoticeGiven')).toBe(27);
  expect(ofLights('2028-04-01', 'BreakNoticeGiven')).toMatchObject({ breaksOn: '2028-09-30' });
});

it('counts what is kept back as kept back', () =>
  expect(ofLights('2026-11-01', 'RetentionHeld')?.retained.pence).toBe(100_000n));

it('divides what an award is worth between who has it and whom it passes money on to', () => {
  expect(ofLights('2026-11-01')).toMatchObject({ passedOn: 0n, kept: 288_000_000n });
  expect(ofLights('2026-11-01', 'SubcontractRecorded')).toMatchObject({
    value: 288_000_000n,
    passedOn: 12_000_000n,
    kept: 276_000_000n,
  });
});
