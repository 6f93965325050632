import type { AwardChange, AwardStep } from '#contracts/commands/award.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { grantCommands } from '#contracts/commands/award/grant.js';
import { checkedData } from '#contracts/events/all.js';
import type { AwardEvent } from '#contracts/events/award.js';
import { problemDocument } from '#contracts/problems.js';
import {
  decideAward,
  decideChange,
  evolveAward,
  newAward,
  planChange,
  type Award,
} from '#libs/funding/award/award.js';
import type { SetAside } from '#libs/funding/award/plan.js';
import type { Decision } from '#libs/funding/decision.js';

const catalogue = { ...contractCommands, ...grantCommands };
export type Asked = AwardChange | AwardStep;

/** A command to an award as it comes from outside, with its defaults filled in. */
export const asking = (
  command: keyof typeof catalogue,
  input: object,
  effective = '2026-04-01',
): Asked => ({ ...catalogue[command].parse(input), command, effective }) as Asked;

/** A year of an award of the fund `small`. */
export const ofYear = (year: string, amount: string): Record<string, string> => ({
  fund: 'small',
  scheme: 'navigators',
  year,
  nature: 'revenue',
  amount,
});

const makes = [
  'award-contract',
  'award-personal-budget',
  'award-grant',
  'offer-grant',
  'accept-grant',
  'decline-grant',
];

/** What comes of it where every fund sets aside just what is asked of it. */
export function decided(
  award: Award,
  asked: Asked,
  setAside?: SetAside,
  today = asked.effective,
): Decision<AwardEvent> {
  if (makes.includes(asked.command) || asked.command === 'lapse-award')
    return decideAward(award, asked as AwardStep, 'lights', today);
  const change = asked as AwardChange;
  const plan = planChange(award, change, 'lights', today);
  const asPlanned: SetAside =
    'problem' in plan
      ? []
      : [
          {
            fund: 'small',
            adds: plan.effect.adds.map(line),
            takes: plan.effect.releases.map(line),
          },
        ];
  return decideChange(award, change, 'lights', today, setAside ?? asPlanned);
}

const line = (of: { scheme: string; year: string; nature: string; amount: string }) =>
  ({
    scheme: of.scheme,
    year: of.year,
    nature: of.nature,
    amount: of.amount,
    source: 'council',
    certainty: 'confirmed',
    area: 'unknown',
    period: '2026-04',
  }) as SetAside[number]['adds'][number];

/** The award after some commands: a refusal here is a mistake in the spec. */
export function awardAfter(...commands: readonly Asked[]): Award {
  let award = newAward();
  for (const asked of commands) {
    const { events, refused } = decided(award, asked);
    if (refused) throw new Error(`${asked.command}: ${problemDocument(refused).detail}`);
    for (const event of events) {
      checkedData(event.type, event.data);
      award = evolveAward(award, event);
    }
  }
  return award;
}
