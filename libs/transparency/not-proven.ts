/**
 * A proof, a checkpoint or a signature does not show what it claims. The sentence says what is
 * wrong. It is thrown, not returned, because a refusal that nobody reads would pass for a proof.
 */
export class NotProven extends Error {
  override readonly name = 'NotProven';
}
