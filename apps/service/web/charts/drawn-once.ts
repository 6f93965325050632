import { createHash } from 'node:crypto';

/** Of each kind, and of some tens of kilobytes each: all kinds together take no more than some megabytes. */
const picturesMax = 100;

/**
 * A way of drawing that draws the same figures once: a picture is made of its figures and of nothing
 * else, so that whoever comes with the same figures is given the same picture. What is remembered is the
 * drawing and never an answer: the figures are read anew each time, with the rights of whoever asks.
 */
export function drawnOnce<Figures extends readonly unknown[]>(
  draw: (...figures: Figures) => string,
): (...figures: Figures) => string {
  /** By what they were drawn from; the one asked for longest ago is the first, and the first to go. */
  const known = new Map<string, string>();
  return (...figures) => {
    const of = digestOf(figures);
    const picture = known.get(of) ?? draw(...figures);
    known.delete(of);
    known.set(of, picture);
    const [longestAgo] = known.keys();
    if (known.size > picturesMax && longestAgo !== undefined) known.delete(longestAgo);
    return picture;
  };
}

const digestOf = (figures: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(figures, written)).digest('base64');

/** Figures are data to the last of them: what is not written down would not tell two pictures apart. */
function written(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || value instanceof Map || value instanceof Set)
    throw new TypeError(`"${name}" is no figure that a picture is drawn from`);
  return value;
}
