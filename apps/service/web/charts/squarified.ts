export interface Tile<Of> {
  readonly of: Of;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A rectangle divided in proportion to sizes, each part as near a square as may be.
 * Source: Bruls, Huizing and van Wijk, Squarified Treemaps (2000). Sizes above zero, largest first.
 */
export function squarified<Of>(
  parts: readonly { readonly of: Of; readonly size: number }[],
  width: number,
  height: number,
): Tile<Of>[] {
  const whole = parts.reduce((sum, { size }) => sum + size, 0);
  const scaled = parts.map(({ of, size }) => ({ of, area: (size / whole) * width * height }));
  const tiles: Tile<Of>[] = [];
  let left = { x: 0, y: 0, width, height };
  for (let from = 0; from < scaled.length;) {
    const side = Math.min(left.width, left.height);
    let to = from + 1;
    while (
      to < scaled.length &&
      worst(scaled.slice(from, to + 1), side) <= worst(scaled.slice(from, to), side)
    )
      to++;
    const row = scaled.slice(from, to);
    const depth = row.reduce((sum, { area }) => sum + area, 0) / side;
    const upright = left.width >= left.height;
    let along = 0;
    for (const { of, area } of row) {
      const length = area / depth;
      tiles.push(
        upright
          ? { of, x: left.x, y: left.y + along, width: depth, height: length }
          : { of, x: left.x + along, y: left.y, width: length, height: depth },
      );
      along += length;
    }
    left = upright
      ? { ...left, x: left.x + depth, width: left.width - depth }
      : { ...left, y: left.y + depth, height: left.height - depth };
    from = to;
  }
  return tiles;
}

/** The proportions of the least square of a row along a side. */
function worst(row: readonly { readonly area: number }[], side: number): number {
  const sum = row.reduce((total, { area }) => total + area, 0);
  return Math.max(
    ...row.map(({ area }) =>
      Math.max((side * side * area) / (sum * sum), (sum * sum) / (side * side * area)),
    ),
  );
}
