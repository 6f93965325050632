import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Client } from './client.js';
import { penceShown, rowsOfPage, type ShownRow } from './page-figures.js';

/** The pages that figures lead to, as whoever reads them opens them. */
export class Opened {
  readonly #posted = new Map<string, Promise<Pence[]>>();
  readonly #pages = new Map<string, Promise<string>>();

  constructor(private readonly client: Client) {}

  page(path: string): Promise<string> {
    const page = this.#pages.get(path) ?? this.#read(path);
    this.#pages.set(path, page);
    return page;
  }

  async #read(path: string): Promise<string> {
    const answer = await this.client.fetch(path, { Accept: 'text/html' });
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    return answer.text();
  }

  /**
   * Adds up what a figure's link opens: each line, of an event that posted it. Of a longer list than one page
   * the total, which is that of all, stands for the lines that are not shown.
   */
  async sum(href: string): Promise<Pence> {
    const page = await this.page(href);
    const goesOn = page.includes('The next postings');
    const rows = rowsOfPage(page);
    const lines = rows.filter(({ isTotal }) => !isTotal);
    const amounts = lines.map(amountOf);
    for (const [place, { cells }] of lines.entries()) {
      const posted = await this.posted(cells[0]?.text ?? '');
      const amount = amounts[place] ?? 0n;
      expect({ href, posted: posted.includes(amount) || posted.includes(-amount) }).toEqual({
        ...{ href, posted: true },
      });
    }
    const total = sumPence(rows.filter(({ isTotal }) => isTotal).map(amountOf));
    if (!goesOn) expect({ href, sum: sumPence(amounts) }).toEqual({ href, sum: total });
    return total;
  }

  /** The amounts that an event posted. */
  posted(event: string): Promise<Pence[]> {
    const there = this.#posted.get(event) ?? this.#postedBy(event);
    this.#posted.set(event, there);
    return there;
  }

  async #postedBy(event: string): Promise<Pence[]> {
    const { body } = await this.client.get(`events/${event}`);
    const { postings } = body as unknown as { postings: { amount: string }[] };
    return postings.map(({ amount }) => parsePence(amount));
  }
}

const amountOf = ({ cells }: ShownRow): Pence => penceShown(cells.at(-1)?.text ?? '');
