import { command } from '#test/support/given.js';
import type { WishesOf } from './choice.js';
import { dayOf, pick } from './wish.js';
import { schemeNames } from './world.js';

/** What is kept back, what a use may have at most, and what else stands beside the money. */
export const termWeights = {
  shareLimit: 2,
  match: 1,
  holdRetention: 4,
  releaseRetention: 3,
  settlementPaid: 3,
  changeHosting: 1,
  openSource: 1,
  describeSource: 1,
  openScheme: 1,
  describeScheme: 1,
  accountingBasis: 1,
} as const;

export const termWishes: WishesOf<keyof typeof termWeights> = {
  /** A management cap of 4 % mostly, a minimum now and then; set again, it is changed. */
  shareLimit: ({ books, id, source, a, b, c, day }) =>
    command(
      'set-share-limit',
      {
        limit: books.shareLimits[b]?.limit ?? id,
        name: id,
        source,
        kind: c % 5 === 0 ? 'minimum' : 'maximum',
        rate: pick(['0.04', '0.5', '0.333', '0'] as const, a),
        rounding: pick(['nearest-penny', 'nearest-pound', 'down-to-penny'] as const, b),
        base: c % 4 === 0 ? 'spend' : 'allocation',
        over: b % 2 === 0 ? 'year' : 'programme',
        ...(c % 3 === 1
          ? { costCategories: ['core' as const] }
          : [
              { schemes: [pick(schemeNames, b)] },
              { categories: ['skills', 'crisis'] },
              { natures: ['capital' as const] },
            ][a % 3]),
        ...(c % 3 === 0 ? { until: dayOf(c * 7) } : {}),
        evidence: 'Prospectus',
      },
      day,
    ),
  match: ({ id, source, year, amount, b, day }) =>
    command(
      'record-match-funding',
      {
        match: id,
        source,
        from: source,
        year,
        amount,
        state: pick(['being-secured', 'secured', 'not-secured'] as const, b),
        evidence: 'Letter',
      },
      day,
    ),
  holdRetention: ({ bill, amount, day }) =>
    command('hold-retention', { expenditure: bill, amount, cause: 'To be finished' }, day),
  releaseRetention: ({ books, bill, a, partly, day }) => {
    const keeping = [...books.bills].filter(([, { retained }]) => retained > 0n);
    const [expenditure = bill] = keeping[a % Math.max(1, keeping.length)] ?? [];
    return command('release-retention', { expenditure, ...partly, cause: 'Finished' }, day);
  },
  /** Now and then of a body that is said to be a partner, and that no agreement names. */
  openSource: (of) =>
    of.books.sources.size > 4
      ? termWishes.describeSource(of)
      : command(
          'open-source',
          {
            ...{ source: of.id, name: of.id },
            role: pick(['partner', 'partner', 'funder'] as const, of.b),
            organisation: pick(['district', 'district', 'icb', 'foundation'], of.c),
          },
          of.day,
        ),
  describeSource: ({ source, b, day }) =>
    command(
      'describe-source',
      {
        ...{ source, evidence: 'Letter' },
        stated: pick([{ power: 's256' }, { through: 'council' }], b),
      },
      day,
    ),
  openScheme: (of) =>
    of.books.schemes.size > 5
      ? termWishes.describeScheme(of)
      : command('open-scheme', { scheme: of.id, name: of.id }, of.day),
  accountingBasis: ({ scheme, b, day }) =>
    command(
      'state-accounting-basis',
      {
        ...{ scheme, evidence: 'Minute' },
        accountingBasis: pick(['joint-operation', 'lead-commissioner', 'agent'] as const, b),
      },
      day,
    ),
  describeScheme: ({ scheme, b, day }) =>
    command(
      'describe-scheme',
      {
        ...{ scheme, evidence: 'Board' },
        stated: pick([{ need: 'voice' }, { demandLed: true }, { category: 'skills' }] as const, b),
      },
      day,
    ),
  changeHosting: ({ b, day }) =>
    command(
      'change-hosting',
      { host: pick(['host', 'host', 'icb'] as const, b), evidence: 'Deed' },
      day,
    ),
  /** Mostly what is owed one way or the other. */
  settlementPaid: ({ books, source, nature, id, a, partly, day }) => {
    const open = books.list('settlement').filter(({ pence }) => pence !== 0n);
    const found = open[a % Math.max(1, open.length)];
    return command(
      'record-settlement-payment',
      {
        source: found?.source ?? source,
        nature: found?.nature === 'capital' ? 'capital' : found ? 'revenue' : nature,
        direction: (found?.pence ?? 0n) > 0n ? 'from-partner' : 'to-partner',
        ...partly,
        reference: id,
      },
      day,
    );
  },
};
