/*
 * Which totals may be shown so that nobody finds out a line that is not. A total over few providers is
 * withheld (the threshold rule), and so is every other one from which it could be found by subtraction,
 * in one table, over two dimensions or between several (complementary suppression).
 *
 * Whether it could be found is not guessed but audited: what can be worked out from the totals shown is
 * every sum of multiples of them, and none of these may rest on fewer than the smallest group of
 * providers. So one of them who knows his own amounts learns of no other one's either.
 *
 * Sources: Government Statistical Service, *Guidance for tables produced from administrative sources*
 * (threshold and secondary suppression); Chin and Özsoyoğlu, *Auditing and inference control in
 * statistical databases*, IEEE Transactions on Software Engineering SE-8 (1982) (auditing of sums).
 * No dominance rule: it guards estimates of amounts whose order is known from elsewhere, and here what
 * is large is published line by line.
 */

/** Amounts that every total takes in together or not at all, and who is behind them. */
export interface Cell {
  readonly cell: string;
  /** Bodies, each once; whoever is not known protects nobody and is left out. */
  readonly providers: ReadonlySet<string>;
}

/**
 * Of totals, each the cells that it adds up, whether it may be shown: in their order, so that those
 * that matter most come first. It depends on who is behind which cell, never on the amounts.
 */
export function showable(
  cells: readonly Cell[],
  totals: readonly ReadonlySet<string>[],
  smallestGroup: number,
): boolean[] {
  const groups = smallGroups(cells, smallestGroup);
  // What is too much to audit is withheld, but for what nobody stands behind.
  if (groups === undefined)
    return totals.map((total) => !cells.some(({ cell }) => total.has(cell)));
  // What no total shown says anything about: at first, every cell by itself.
  let unsaid: readonly Vector[] = cells.map((_, own) =>
    cells.map((_, place) => (place === own ? 1n : 0n)),
  );
  return totals.map((total) => {
    const counted = cells.map(({ cell }) => total.has(cell));
    const left = having(unsaid, counted);
    if (!groups.every((group) => staysOpen(group, left))) return false;
    unsaid = left;
    return true;
  });
}

type Vector = readonly bigint[];

/** What is still unsaid once a sum of cells is said. */
function having(unsaid: readonly Vector[], counted: readonly boolean[]): Vector[] {
  const said = unsaid.map((vector) =>
    vector.reduce((sum, part, place) => (counted[place] === true ? sum + part : sum), 0n),
  );
  const chosen = said.findIndex((sum) => sum !== 0n);
  const by = unsaid[chosen];
  const taken = said[chosen];
  // It followed from what is said already.
  if (by === undefined || taken === undefined) return [...unsaid];
  return unsaid.flatMap((vector, place) => {
    const own = said[place] ?? 0n;
    if (place === chosen) return [];
    if (own === 0n) return [vector];
    return [reduced(vector.map((part, at) => part * taken - (by[at] ?? 0n) * own))];
  });
}

/**
 * Whether no multiple sum of these cells alone can be worked out: then, whatever is said, each of their
 * amounts may still change without the others.
 */
function staysOpen(group: readonly number[], unsaid: readonly Vector[]): boolean {
  let rows: Vector[] = group.map((place) => unsaid.map((vector) => vector[place] ?? 0n));
  while (rows.length > 0) {
    const [first = [], ...others] = rows;
    const at = first.findIndex((part) => part !== 0n);
    if (at < 0) return false;
    const pivot = first[at] ?? 0n;
    rows = others.map((row) => {
      const own = row[at] ?? 0n;
      return own === 0n
        ? row
        : reduced(row.map((part, place) => part * pivot - (first[place] ?? 0n) * own));
    });
  }
  return true;
}

/** More choices of a few providers than can be audited while somebody waits. */
const choicesMax = 2_000;

/** The cells that any few providers have to themselves, by their places; undefined where it is too many. */
function smallGroups(cells: readonly Cell[], smallestGroup: number): number[][] | undefined {
  const small = cells.filter(({ providers }) => providers.size < smallestGroup);
  const named = [...new Set(small.flatMap(({ providers }) => [...providers]))];
  if (choices(named.length, smallestGroup - 1) > choicesMax) return undefined;
  const groups = new Map<string, number[]>();
  for (const few of subsets(named, smallestGroup - 1)) {
    const own = cells.flatMap(({ providers }, place) =>
      [...providers].every((provider) => few.has(provider)) ? [place] : [],
    );
    if (own.length > 0) groups.set(own.join(), own);
  }
  return [...groups.values()];
}

/** In how many ways so many are chosen of some. */
function choices(of: number, chosen: number): number {
  let ways = 1;
  for (let nth = 1; nth <= Math.min(chosen, of - chosen); nth += 1)
    ways = (ways * (of - nth + 1)) / nth;
  return ways;
}

/** Of some names, every choice of so many, or of all where there are no more. */
function* subsets(
  names: readonly string[],
  size: number,
  chosen: ReadonlySet<string> = new Set(),
): Iterable<ReadonlySet<string>> {
  const [first, ...others] = names;
  if (first === undefined || chosen.size === size) {
    yield chosen;
    return;
  }
  yield* subsets(others, size, new Set([...chosen, first]));
  if (chosen.size + others.length >= size) yield* subsets(others, size, chosen);
}

/** The same direction in the smallest whole numbers. */
function reduced(vector: Vector): Vector {
  let common = 0n;
  for (const part of vector) {
    let [a, b] = [common, part < 0n ? -part : part];
    while (b !== 0n) [a, b] = [b, a % b];
    common = a;
    if (common === 1n) return vector;
  }
  return common === 0n ? vector : vector.map((part) => part / common);
}
