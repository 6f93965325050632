import { parsePence } from '#libs/money/pence.js';
import { sharedBytes } from './shared-data.js';

/** One line of the published allocations. */
export interface PublishedAllocation {
  readonly programme: string;
  readonly year: string;
  readonly area: string;
  readonly source: string;
  /** `32820.00` */
  readonly amount: string;
}

/** What public bodies have published that they allocated; notes left out. */
const publishedAllocations = (): PublishedAllocation[] =>
  sharedBytes('published-figures/allocations.csv')
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [programme = '', year = '', area = '', source = '', , pounds = ''] = line.split(',');
      const amount = `${pounds}.00`;
      parsePence(amount);
      return { programme, year, area, source, amount };
    });

export const publishedFor = (area: string): PublishedAllocation[] =>
  publishedAllocations().filter((line) => line.area === area);
