/** What is known of a source of money by its name alone. */
export interface KnownSource {
  readonly name: string;
  /** By law the Disabled Facilities Grant is capital; of others the plan says it, or they are revenue. */
  readonly nature: 'capital' | 'revenue' | undefined;
  /** Whether a funder gives it through whoever puts it in. */
  readonly programme: boolean;
}

const known = (
  pattern: RegExp,
  name: string,
  more: Partial<Omit<KnownSource, 'name'>> = {},
): readonly [RegExp, KnownSource] => [
  pattern,
  { name, nature: undefined, programme: false, ...more },
];
const health = '(?:nhs|icb|ccg|integrated care board)';
const council = String.raw`(?:local authority|\bla\b|council)`;
const both = (one: string, other: string): RegExp =>
  new RegExp(`${one}.*${other}|${other}.*${one}`, 'i');

/** One source by its many names in plans: those of the Better Care Fund and of the Shared Prosperity Fund. */
const SOURCES: readonly (readonly [RegExp, KnownSource])[] = [
  known(/disabled facilities|\bdfg\b/i, 'Disabled Facilities Grant', { nature: 'capital' }),
  known(/improved better care|\bibcf\b/i, 'Improved Better Care Fund'),
  known(/better care grant/i, 'Local authority Better Care Grant'),
  known(both(health, 'discharge'), 'ICB discharge funding'),
  known(both(council, 'discharge'), 'Local authority discharge funding'),
  known(both(health, 'minimum'), 'Minimum NHS contribution'),
  known(both(health, 'additional'), 'Additional NHS contribution'),
  known(both(council, 'additional'), 'Additional local authority contribution'),
  known(/rural england prosperity|\brepf\b/i, 'Rural England Prosperity Fund', {
    programme: true,
  }),
  known(/shared prosperity|\bukspf\b/i, 'UK Shared Prosperity Fund', { programme: true }),
];

export const knownSource = (text: string): KnownSource | undefined =>
  SOURCES.find(([pattern]) => pattern.test(text))?.[1];

/** A source that a plan names: by the name that it is known by, or as it is written. */
export const sourceNamed = (text: string): KnownSource =>
  knownSource(text) ?? { name: text, nature: undefined, programme: false };

/** The same for names that differ in case, spaces and punctuation. */
export const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
