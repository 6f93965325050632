/** Places that a text may take: half of them are ever filled. */
const placesMin = 2 ** 12;
const placesMax = 2 ** 24;

/**
 * Tells texts that were met before from new ones, in 8 bytes and a half-empty table for each: of a
 * text two independent hashes of 32 bits are kept. Where the table has its full size it forgets all
 * and begins anew, so that a log of any length is looked through in bounded memory (128 MiB), for
 * whatever returns within some eight million texts.
 */
export class Seen {
  #table = new Uint32Array(2 * placesMin);
  #places = placesMin;
  #filled = 0;

  constructor(private readonly most = placesMax) {}

  /** Whether the text was met before; if not, it is from now on. */
  meets(text: string): boolean {
    let one = 0x811c9dc5;
    let two = 0x9e3779b1;
    for (let place = 0; place < text.length; place += 1) {
      const code = text.charCodeAt(place);
      one = Math.imul(one ^ code, 0x01000193);
      two = Math.imul(two ^ code, 0x85ebca6b);
      two ^= two >>> 15;
    }
    one = mixed(one);
    two = mixed(two) | 1;
    if (this.#put(one >>> 0, two >>> 0)) return true;
    if (this.#filled * 2 > this.#places) this.#grow();
    return false;
  }

  /** The second hash is never 0, which marks an empty place. */
  #put(one: number, two: number): boolean {
    const mask = this.#places - 1;
    for (let place = one & mask; ; place = (place + 1) & mask) {
      const found = this.#table[2 * place + 1];
      if (found === 0) {
        this.#table[2 * place] = one;
        this.#table[2 * place + 1] = two;
        this.#filled += 1;
        return false;
      }
      if (found === two && this.#table[2 * place] === one) return true;
    }
  }

  #grow(): void {
    const before = this.#table;
    this.#filled = 0;
    if (this.#places >= this.most) {
      before.fill(0);
      return;
    }
    this.#places *= 2;
    this.#table = new Uint32Array(2 * this.#places);
    for (let place = 0; place < before.length; place += 2) {
      const two = before[place + 1] ?? 0;
      if (two !== 0) this.#put(before[place] ?? 0, two);
    }
  }
}

/** Spreads what differs in few bits over all (the finaliser of MurmurHash3). */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
