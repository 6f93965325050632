import type { z } from 'zod';
import type { Asked } from '#apps/service/ledger/commands.js';
import { strategyCommands } from '#contracts/commands/strategy.js';
import { command } from '#test/support/given.js';
import { dayAfter } from '../auditor/amounts.js';
import type { Choice } from './choice.js';
import type { Known } from './place-wishes.js';
import { oneOf, pick } from './wish.js';

/** What is said of money and moves none: plans that it serves, what health is judged by, what is public. */
export const saidWeights = {
  adoptStrategy: 1,
  reviseStrategy: 1,
  serveStrategies: 2,
  healthRules: 1,
  publicationPolicy: 1,
  publish: 3,
} as const;
export type SaidKind = keyof typeof saidWeights;

const names = ['growth', 'wellbeing', 'none'] as const;

const strategy = <Name extends keyof typeof strategyCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof strategyCommands)[Name]>,
): Asked => ({
  kind: 'strategy',
  id,
  command: { command: name, effective, ...strategyCommands[name].parse(asked) },
});

/** Some end before they begin, which must be refused. */
const planOf = ({ a, b, day }: Choice) => ({
  ...{ title: 'A plan for the place', document: 'Minutes' },
  adoptedBy: a % 2 === 0 ? ['council'] : ['council', 'icb', 'icb'],
  until: b % 3 === 0 ? dayAfter(day, b * 10 - 100) : null,
});

export const saidWishes: Readonly<
  Record<SaidKind, (of: Choice, known: Known, fund: string) => Asked>
> = {
  adoptStrategy: (of) => strategy(pick(names, of.c), 'adopt-strategy', of.day, planOf(of)),
  reviseStrategy: (of, { auditor }) =>
    strategy(oneOf(auditor.strategies.keys(), of.c), 'revise-strategy', of.day, planOf(of)),
  serveStrategies: ({ scheme, a, b, day }, { auditor }, fund) => {
    const one = oneOf(auditor.strategies.keys(), a);
    const strategies = pick([[one], [one, one], [one, 'wellbeing'], []], b);
    const evidence = 'Board';
    return inFund(fund, command('state-served-strategies', { scheme, strategies, evidence }, day));
  },
  /** Now and then red before amber, or for a day that is over. */
  healthRules: ({ a, b, c, day }, { today }, fund) =>
    inFund(
      fund,
      command(
        'set-health-rules',
        {
          ...{ overdueAmberDays: (a % 9) + 1, overdueRedDays: (b % 30) + 3 },
          ...{ cliffAmberMonths: pick([6, 12], a), cliffRedMonths: pick([3, 6], b) },
          ...{ overBudgetRedPercent: c, evidence: 'Board' },
        },
        b % 5 === 0 ? day : today,
      ),
    ),
  publicationPolicy: ({ a, b, provider, award, day }, _known, fund) =>
    inFund(
      fund,
      command(
        'set-publication-policy',
        {
          lines: pick([['payments', 'awards'], ['payments'], ['awards']] as const, a),
          totals: b % 2 === 0,
          thresholds: { payments: '0.05', contracts: '0.05', grants: '0.00' },
          ...(b % 3 === 0 ? { individuals: [provider] } : {}),
          ...(b % 4 === 0
            ? {
                confidential: [
                  { award, until: dayAfter(day, 90), reason: 'A tender is under way' },
                ],
              }
            : {}),
        },
        day,
      ),
    ),
  publish: ({ id, b, day }, { today }, fund) =>
    inFund(fund, command('publish', { publication: id, until: b % 5 === 0 ? day : today }, today)),
};

const inFund = (fund: string, asked: ReturnType<typeof command>): Asked => ({
  kind: 'fund',
  id: fund,
  command: asked,
});
