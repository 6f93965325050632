import type { FundCommandOf } from '#contracts/commands/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { unknown, type NatureOrUnknown } from '#contracts/values.js';
import { none } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';
import type { Published } from './published-payments.js';
import { ownIdentifier } from './own-identifier.js';
import { isBudgeted, splitBySource, type ShareOfSource } from './shares.js';

/** What is asked, and the identifiers of the award's provider where it has several. */
export type To = FundCommandOf<'recode-payments'>['to'] & {
  readonly oneBody?: ReadonlySet<string> | undefined;
};

/** How payments are coded from now on. Whose money it is is known beside, or by the award. */
export interface Target {
  readonly onAward: boolean;
  readonly scheme: string;
  readonly award: string;
  readonly provider: string;
  readonly nature: NatureOrUnknown;
  readonly relatesTo: string;
}

/** What is recorded anew under one coding, in pence; its shares are those of sources. */
export interface Row {
  readonly target: Target;
  readonly amount: Pence;
  readonly shares: readonly ShareOfSource[];
}

/** What a recoding names must be in the fund. */
export function unnamed(fund: Fund, { scheme, source, sources, award }: To): Refusal | undefined {
  const missing = (what: string, id: string) =>
    refusal('not-found', { what, id, where: 'the fund' });
  if (award !== undefined && !fund.commitments.has(award)) return missing('award', award);
  if (scheme !== undefined && scheme !== unknown && !fund.schemes.has(scheme))
    return missing('scheme', scheme);
  const named = [
    ...(source === undefined ? [] : [source]),
    ...(typeof sources === 'object' ? sources.map((share) => share.source) : []),
  ];
  const stranger = named.find((id) => id !== unknown && !fund.sources.has(id));
  return stranger === undefined ? undefined : missing('source', stranger);
}

/** What is not said stays as it is. An award tells its provider, also of several identifiers, and its only nature, where unknown. */
export function codedAs(fund: Fund, line: Published, to: To): Target {
  const { relatesTo } = line;
  const nature = to.nature ?? line.nature;
  const commitment = to.award === undefined ? undefined : fund.commitments.get(to.award);
  if (to.award !== undefined && commitment) {
    const [only, ...others] = new Set(commitment.lines.map((one) => one.nature));
    return {
      onAward: true,
      scheme: none,
      award: to.award,
      provider:
        line.provider === unknown
          ? commitment.provider
          : ownIdentifier(fund, to.award, line.provider, to.oneBody),
      nature: nature === unknown && only !== undefined && others.length === 0 ? only : nature,
      relatesTo,
    };
  }
  const scheme = to.scheme ?? line.scheme;
  return {
    onAward: false,
    scheme,
    // An award that is only re-sourced is still named: it is spent without its commitment.
    award: scheme === line.scheme ? line.award : none,
    provider: line.provider,
    nature,
    relatesTo,
  };
}

/** Whose money a coding's payments become: by award it is known when they are drawn. */
export function sourcesOf(fund: Fund, year: string, line: Published, to: To): string[] {
  if (to.source !== undefined) return [to.source];
  if (to.sources === undefined) return [line.source];
  if (to.sources !== 'as-scheme') return to.sources.map(({ source }) => source);
  const { scheme, nature } = codedAs(fund, line, to);
  const of = { scheme, year, nature };
  const allocated = isBudgeted(of)
    ? fund.holdings.allocated(scheme, year, nature).filter(({ pence }) => pence > 0n)
    : [];
  return allocated.length === 0 ? [unknown] : allocated.map(({ source }) => source);
}

/** Whether anything of a coding would be other than it is. */
export function changes(fund: Fund, year: string, line: Published, to: To): boolean {
  const target = codedAs(fund, line, to);
  if (target.award !== line.award || target.nature !== line.nature) return true;
  if (target.onAward) return line.drawsOn === 'scheme' || target.provider !== line.provider;
  if (target.scheme !== line.scheme) return true;
  const [only, ...others] = sourcesOf(fund, year, line, to);
  return others.length > 0 || only !== line.source;
}

/** What is taken, as it is recorded anew: payments that become alike are recorded as one. */
export function splitOver(
  fund: Fund,
  year: string,
  taken: readonly { readonly line: Published; readonly pence: Pence }[],
  to: To,
): Row[] | Refusal {
  const rows = new Map<string, { target: Target; kept: string; amount: Pence }>();
  for (const { line, pence } of taken) {
    const target = codedAs(fund, line, to);
    const kept = to.source ?? (to.sources === undefined && !target.onAward ? line.source : none);
    const { scheme, award, provider, nature, relatesTo } = target;
    const key = [scheme, award, provider, nature, relatesTo, kept].join('|');
    const row = rows.get(key);
    if (row) row.amount += pence;
    else rows.set(key, { target, kept, amount: pence });
  }
  const all = [...rows.values()].filter(({ amount }) => amount !== 0n);
  if (typeof to.sources === 'object') return bySourcesNamed(fund, year, all, to.sources);
  const split: Row[] = [];
  for (const { target, kept, amount } of all) {
    const { scheme, nature } = target;
    const shares =
      to.sources === 'as-scheme'
        ? splitBySource(fund, { scheme, nature, year }, 'as-scheme', amount)
        : [{ source: kept, amount }];
    if ('problem' in shares) return shares;
    split.push({ target, amount, shares });
  }
  return split;
}

/**
 * Amounts by source that come to the whole are split over its codings in proportion to what each
 * source has left, so that the last one exhausts all exactly. What came back goes first: then no
 * source is left with less than nothing.
 */
function bySourcesNamed(
  fund: Fund,
  year: string,
  rows: readonly { readonly target: Target; readonly amount: Pence }[],
  sources: Exclude<To['sources'], 'as-scheme' | undefined>,
): Row[] | Refusal {
  const whole = sumPence(rows.map(({ amount }) => amount));
  const named = splitBySource(fund, { scheme: unknown, nature: unknown, year }, sources, whole);
  if ('problem' in named) return named;
  const left = named.map(({ amount }) => amount);
  return [...rows]
    .sort((a, b) => Number(a.amount > 0n) - Number(b.amount > 0n))
    .map(({ target, amount }) => {
      const shares = apportion(amount, left);
      shares.forEach((share, place) => {
        left[place] = (left[place] ?? 0n) - share;
      });
      return {
        target,
        amount,
        shares: named
          .map(({ source }, place) => ({ source, amount: shares[place] ?? 0n }))
          .filter((share) => share.amount !== 0n),
      };
    });
}
