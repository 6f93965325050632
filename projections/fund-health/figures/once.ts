/**
 * A figure that is worked out once for whatever it is of, however many others rest on it. What it is of
 * never changes: a view of another moment is another view. Nothing is kept of it beyond its own life.
 */
export function once<Of extends object, Answer>(figure: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    const there = known.get(of);
    if (there) return there.answer;
    const answer = figure(of);
    known.set(of, { answer });
    return answer;
  };
}
