const [quote, comma, minus, zero, nine] = [0x22, 0x2c, 0x2d, 0x30, 0x39];
const [bracket, backslash, closingBracket] = [0x5b, 0x5c, 0x5d];
const [colon, brace, closingBrace, firstBeyondAscii] = [0x3a, 0x7b, 0x7d, 0x80];
const [letterA, letterZ] = [0x61, 0x7a];

/** No integer of so many digits is written in another way, or read as another. */
const digitsMax = 15;
const depthMax = 32;
/** In an array, and in an object before its first member, no name stands before. */
const [inArray, noName] = [-1, 0];
/** By depth, where the last name begins. It is one for all texts: each is read in one go. */
const lastNames = new Int32Array(depthMax + 1);

/**
 * Whether bytes that were read as JSON already, without a mistake, can be seen to be canonical (RFC
 * 8785): nothing between the tokens, names in ascending order, no escapes, and no numbers but whole
 * ones. That is so of almost all events, and is told in one pass over the bytes, where writing the
 * value anew and comparing takes many times as long. What is not plain may be canonical nevertheless.
 */
export function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  let depth = 0;
  let nameFollows = false;
  lastNames[0] = inArray;
  let at = from;
  while (at < to) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      const end = endOfText(bytes, at + 1, to);
      if (end < 0) return false;
      if (nameFollows) {
        const last = lastNames[depth] ?? noName;
        if (last !== noName && !ascend(bytes, last, at + 1)) return false;
        lastNames[depth] = at + 1;
        nameFollows = false;
      }
      at = end;
    } else if (byte === brace || byte === bracket) {
      if (++depth > depthMax) return false;
      nameFollows = byte === brace;
      lastNames[depth] = nameFollows ? noName : inArray;
    } else if (byte === closingBrace || byte === closingBracket) {
      depth -= 1;
      nameFollows = false;
    } else if (byte === comma) nameFollows = lastNames[depth] !== inArray;
    else if (byte === minus || (byte >= zero && byte <= nine)) {
      const end = endOfInteger(bytes, at, to);
      if (end < 0) return false;
      at = end - 1;
    } else if (byte !== colon && (byte < letterA || byte > letterZ)) return false;
    at += 1;
  }
  return true;
}

/** Where a text ends that begins behind its quotation mark; -1 where it holds an escape. */
function endOfText(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === quote) return at;
    if (byte === backslash) return -1;
  }
  return -1;
}

/** The place behind a number; -1 where it is not whole, not surely written in one way, or -0. */
function endOfInteger(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === minus;
  const first = negative ? from + 1 : from;
  let at = first;
  for (; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) {
      if (byte !== comma && byte !== closingBrace && byte !== closingBracket) return -1;
      break;
    }
  }
  return at - first > digitsMax || (negative && bytes[first] === zero) ? -1 : at;
}

/** Whether one name comes before another, both ASCII as far as they are looked at. */
function ascend(bytes: Uint8Array, one: number, other: number): boolean {
  for (let place = 0; ; place += 1) {
    const [a, b] = [bytes[one + place] ?? 0, bytes[other + place] ?? 0];
    if (a >= firstBeyondAscii || b >= firstBeyondAscii) return false;
    if (a !== b) return a === quote || (b !== quote && a < b);
    if (a === quote) return false;
  }
}
