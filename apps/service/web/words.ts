import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Pence } from '#libs/money/pence.js';
import type { Moment } from '#projections/reading/reading.js';
import { awardName } from '#projections/fund-health/figures/award-name.js';
import { inWords, money, monthInWords } from '#projections/fund-health/figures/sentence.js';

export { inWords, money, monthInWords };

/** The same within a text, where no line may break between the sign and the amount. */
export const inText = (pence: Pence): string => money(pence).replace('\u2212', '\u2212\u2060');

/** `£1.2m`, for the labels of a picture, which its table repeats to the penny. */
export function shortMoney(pence: Pence): string {
  const sign = pence < 0n ? '\u2212' : '';
  const whole = pence < 0n ? -pence : pence;
  // Half a unit goes up, whatever a binary fraction would make of it.
  const inUnits = (unit: Pence): Pence => (whole + unit / 2n) / unit;
  if (whole >= 99_950_000n) return `${sign}£${Number(inUnits(1_000_000n)) / 100}m`;
  if (whole >= 100_000n) return `${sign}£${inUnits(100_000n)}k`;
  return `${sign}£${inUnits(100n)}`;
}

/** *Payments, contracts and grants*. */
export const inOneList = (of: readonly string[]): string =>
  of.length < 2 ? of.join() : `${of.slice(0, -1).join(', ')} and ${String(of.at(-1))}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `BudgetAllocated` is *Budget allocated*, `relatesTo` is *Relates to*, `SignOffGiven` is *Sign-off given*. */
export const sentenceCase = (name: string): string =>
  capital(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/\bvat\b/, 'VAT')
      .replace(/(?<=\bring) (?=fence)|(?<=\bsign) (?=off)/g, '-'),
  );

/** `1 April 2026 at 09:00 UTC` */
export const instantInWords = (instant: string): string =>
  `${inWords(instant.slice(0, 10))} at ${instant.slice(11, 16)} UTC`;

/** What a page says about the point that it holds for. */
export function momentInWords({ number, recorded, final, effectiveOn, day }: Moment): string {
  if (recorded === null) return 'Nothing has been recorded yet.';
  const effective =
    effectiveOn === null
      ? `, with everything recorded by then; states are those of ${inWords(day)}`
      : `, with only what had taken effect by ${inWords(effectiveOn)}`;
  return `As known at log number ${number}, recorded on ${instantInWords(recorded)}${effective}.${final ? '' : ' More may still be recorded for this moment.'}`;
}

const special: Readonly<Record<string, string>> = {
  unknown: 'Not known',
  none: 'None',
  redacted: 'Name withheld',
};

/** Whether something is named at all: not withheld, not unknown, not absent. */
export const isNamed = (id: string): boolean => !(id in special);

/** The name of a thing, or its identifier where it has none. */
export function nameIn(
  facts: FactsAt,
  kind: 'organisation' | 'fund' | 'source' | 'scheme' | 'ring-fence' | 'area' | 'award',
  id: string,
): string {
  const known = special[id];
  if (known !== undefined) return known;
  // What the service does by itself it does for nobody else.
  if (kind === 'organisation' && id === 'common-purse') return 'This service';
  if (kind === 'award') return awardName(facts, id);
  return facts.get(kind, id)?.attributes.name ?? nameHeld(id);
}

/** A body that is known by its name alone holds it in its identifier: `name:moor-arts` is *Moor Arts*. */
const nameHeld = (id: string): string =>
  id.startsWith('name:') ? id.slice(5).split('-').map(capital).join(' ') : id;

/** An identifier that stands where nothing names it: `half-year-2026-27` is *Half year 2026-27*. */
export const spelled = (id: string): string =>
  special[id] ?? capital(id.replace(/(?<!\d)-|-(?!\d)/g, ' '));

/** `2026-04`, which no line may break. */
export const unbroken = (month: string): string => month.replaceAll('-', '\u2011');

/** The period of a posting: `2027-03` is *March 2027*, `2027-03-adj` *March 2027 (adjustment)*. */
export const periodOfPosting = (period: string): string =>
  period.endsWith('-adj')
    ? `${monthInWords(period.slice(0, 7))} (adjustment)`
    : monthInWords(period);

/** Accounts as people say them. */
export function accountInWords(account: string): string {
  const [book, ...rest] = account.split(':');
  const words = rest
    .join(', ')
    .replaceAll('-', ' ')
    .replace(/\bvat\b/, 'VAT');
  return `${capital(book ?? '')}: ${words}`;
}

/** `1160` is 1,160. */
export const counted = (count: number): string => count.toLocaleString('en-GB');

/** An index of thousands as text: `6,796.84`. */
export const withThousands = (index: string): string => index.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
