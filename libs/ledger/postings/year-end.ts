import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { Brought, Pot, yearEndEvents } from '#contracts/events/fund/year-end.js';
import { yearOf } from '#contracts/financial-year.js';
import type { Certainty, NatureOrUnknown } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  none,
  nowhere,
  type Dimensions,
  type Posting,
  type PostingsBy,
} from '../posting.js';

/** Filed under a source alone. */
function filed(
  event: Standing,
  { source, nature }: { readonly source: string; readonly nature: NatureOrUnknown },
  period: string,
  relatesTo: string = yearOf(period),
): Omit<Dimensions, 'account'> {
  return {
    fund: idOf(event.stream),
    period,
    relatesTo,
    nature,
    source,
    ...nowhere,
  };
}

const brought = (
  event: Standing,
  lines: readonly Brought[],
  period: string,
  certainty: Certainty = 'confirmed',
): Posting[] =>
  lines.flatMap((line) =>
    move(
      parsePence(line.amount),
      event.effective,
      filed(event, line, period),
      { account: `budget:brought-forward:${certainty}` },
      { account: budget(line.to, certainty) },
    ),
  );

/** What was unspent becomes owed to whose money it was: a debt, and no longer money of the year. */
const returnable = (event: Standing, pot: Pot, period: string): Posting[] =>
  move(
    parsePence(pot.amount),
    event.effective,
    filed(event, pot, period),
    { account: 'cash:returnable' },
    { account: 'cash:returned' },
  );

/** What a source is owed by others from now on, or owes to them: its income or cost by transfer. */
const passed = (event: Standing, pot: Pot, period: string, relatesTo?: string): Posting[] =>
  move(
    parsePence(pot.amount),
    event.effective,
    filed(event, pot, period, relatesTo),
    { account: 'cash:transfer' },
    { account: 'cash:settlement' },
  );

/**
 * A share passes between sources: each balances by itself, the one owing, the other being owed. The
 * balances of cash, debtors and creditors go on over the year's end by themselves; only authority is
 * brought into the next year.
 */
function yearClosed(event: EventOf<'YearClosed'>): Posting[] {
  const { year, period, opens, transfers, commitments, costLines } = event.data;
  return [
    ...transfers.flatMap((pot) => passed(event, pot, period, year)),
    ...event.data.returnable.flatMap((pot) => returnable(event, pot, period)),
    ...brought(event, event.data.brought, opens),
    ...commitments.flatMap((line) => {
      const { award, provider, scheme, area, certainty, becomes, amount, ...whose } = line;
      const of = { award, provider, scheme, area };
      return [
        ...move(
          parsePence(amount),
          event.effective,
          { ...filed(event, whose, period), ...of },
          { account: budget('committed', certainty) },
          { account: budget('carried-forward', certainty) },
        ),
        ...move(
          parsePence(amount),
          event.effective,
          { ...filed(event, whose, opens), ...of },
          { account: `budget:brought-forward:${becomes}`, award: none, provider: none },
          { account: budget('committed', becomes) },
        ),
      ];
    }),
    ...costLines.flatMap(({ award, provider, category, amount }) =>
      [
        { within: period, pence: -parsePence(amount) },
        { within: opens, pence: parsePence(amount) },
      ].flatMap(({ within, pence }) =>
        move(
          pence,
          event.effective,
          { ...filed(event, { source: none, nature: 'unknown' }, within), award, provider },
          { account: 'memo:lines' },
          { account: `memo:line:${category}` },
        ),
      ),
    ),
  ];
}

/** Like a contribution that is confirmed: the money becomes certain where it stands. */
function provisionalBalancesConfirmed(event: EventOf<'ProvisionalBalancesConfirmed'>): Posting[] {
  const { data, effective } = event;
  const on = filed(event, data, data.period);
  return [
    ...move(
      parsePence(data.amount),
      effective,
      on,
      { account: 'budget:brought-forward:confirmed' },
      { account: `budget:brought-forward:${data.was}` },
    ),
    ...data.restated.flatMap(({ holding, amount, ...place }) =>
      move(
        parsePence(amount),
        effective,
        { ...on, ...place },
        { account: budget(holding, data.was) },
        { account: budget(holding, 'confirmed') },
      ),
    ),
  ];
}

/**
 * Between years and natures authority passes through the transfer account, so that each balances. To
 * the other nature the money itself passes too; from year to year it goes on by itself.
 */
function heldMoneyReprofiled(event: EventOf<'HeldMoneyReprofiled'>): Posting[] {
  const { source, nature, period, intoNature, intoPeriod, amount } = event.data;
  const transfer = { account: 'budget:transfer:confirmed' } as const;
  return [
    ...move(
      parsePence(amount),
      event.effective,
      filed(event, { source, nature }, period),
      { account: budget('held', 'confirmed') },
      transfer,
    ),
    ...move(
      parsePence(amount),
      event.effective,
      filed(event, { source, nature: intoNature }, intoPeriod),
      transfer,
      { account: budget('unallocated', 'confirmed') },
    ),
    ...(nature === intoNature
      ? []
      : [
          ...passed(event, { source, nature, amount: `-${amount}` }, period),
          ...passed(event, { source, nature: intoNature, amount }, intoPeriod),
        ]),
  ];
}

function heldMoneyReturnable(event: EventOf<'HeldMoneyReturnable'>): Posting[] {
  const { data, effective } = event;
  return [
    ...move(
      parsePence(data.amount),
      effective,
      filed(event, data, data.period),
      { account: budget('held', 'confirmed') },
      { account: 'budget:transfer:confirmed' },
    ),
    ...returnable(event, data, data.period),
  ];
}

function moneyReturned(event: EventOf<'MoneyReturned'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    filed(event, data, data.period, data.relatesTo),
    { account: 'cash:held' },
    { account: 'cash:returnable' },
  );
}

export const yearEndPostings: PostingsBy<typeof yearEndEvents> = {
  YearClosed: yearClosed,
  BalancesBroughtProvisionally: (event) =>
    brought(event, event.data.brought, event.data.period, event.data.certainty),
  ProvisionalBalancesConfirmed: provisionalBalancesConfirmed,
  HeldMoneyReprofiled: heldMoneyReprofiled,
  HeldMoneyReturnable: heldMoneyReturnable,
  MoneyReturned: moneyReturned,
};
