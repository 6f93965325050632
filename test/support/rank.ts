type Fraction = readonly [over: bigint, under: bigint];

/** How many independent sums rows of whole numbers say: by elimination in fractions, one by one. */
export function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => row.map((part): Fraction => [BigInt(part), 1n]));
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = left.findIndex((row, place) => place >= found && row[column]?.[0] !== 0n);
    if (at < 0) continue;
    const [chosen = []] = left.splice(at, 1);
    left.splice(found, 0, chosen);
    for (let below = found + 1; below < left.length; below += 1) {
      const row = left[below] ?? [];
      const [p = 0n, q = 1n] = row[column] ?? [];
      const [r = 1n, s = 1n] = chosen[column] ?? [];
      if (p === 0n) continue;
      left[below] = row.map(([a, b], place) => {
        const [c = 0n, d = 1n] = chosen[place] ?? [];
        return lowest(a * q * r * d - p * s * c * b, b * q * r * d);
      });
    }
    found += 1;
  }
  return found;
}

function lowest(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? [over, under] : [over / a, under / a];
}
