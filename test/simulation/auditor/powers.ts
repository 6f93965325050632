import { must } from './amounts.js';
import type { Books } from './books.js';

/**
 * *Power*: the law that a flow rests on is named on it. Another than its source's may be; unknown it is
 * only while nobody has said by which the source gives, and then it is no law (rule 14).
 */
export function restsOnLaw(books: Books, source: string, power: string | null): void {
  must(
    `*power*: what ${source} gives or gets names the law that it rests on`,
    power === null ? (books.sources.get(source)?.power ?? null) === null : power !== 'unknown',
  );
}
