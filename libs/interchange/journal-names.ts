import { yearOf } from '#contracts/financial-year.js';
import type { Dimensions } from '#libs/ledger/posting.js';

/** ledger takes no part of an account's name beyond this, and no line beyond 4,095. */
const charactersPerPartMax = 255;

/**
 * The account of a posting in a journal: ours, then year, nature, source and scheme, each a level of
 * its own: `budget:scheme:confirmed:2026-27:revenue:council:navigators`.
 */
export const journalAccount = (on: Dimensions): string =>
  [...on.account.split(':'), yearOf(on.period), on.nature, on.source, on.scheme]
    .map(part)
    .join(':');

/**
 * One level of a name. What either tool might take for something of its own (a colon, spaces, a
 * semicolon, brackets …) and all that is not ASCII is escaped, so that a journal reads alike in every
 * locale: `~` stands for a colon, `%20` for a space, and so on byte by byte of UTF-8. Reading it
 * backwards gives what it was.
 */
function part(text: string): string {
  const escaped = inBytes(text, /[^A-Za-z0-9._:-]/gu).replaceAll(':', '~');
  if (escaped === '' || escaped.length > charactersPerPartMax)
    throw new RangeError(
      `"${text.slice(0, 60)}" cannot be part of an account: ${escaped.length} characters, 1 to ${charactersPerPartMax} are possible`,
    );
  return escaped;
}

/** The value of a tag: escaped like names, but for colons, which both tools leave alone there. */
export const tagValue = (text: string): string => inBytes(text, /[^A-Za-z0-9._:-]/gu);

const inBytes = (text: string, unsafe: RegExp): string =>
  text.replace(unsafe, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
