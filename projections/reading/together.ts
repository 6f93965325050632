/**
 * Two questions that do not wait for each other, asked at once. Where both are refused, the first says
 * why, as it would if they were asked one after the other.
 */
export async function together<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<readonly [First, Second]> {
  second.catch(() => undefined);
  return [await first, await second];
}
