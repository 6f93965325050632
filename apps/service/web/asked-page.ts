import { AsyncLocalStorage } from 'node:async_hooks';
import type { FileFormat } from '../lists/about.js';
import type { FoundTable } from './page-tables.js';

/** The request that a page answers. */
export interface AskedPage {
  /** Path and query, as they were asked for. */
  readonly address: string;
  /** Of which of its tables a file is wanted, instead of the page. */
  readonly file: { readonly table: string; readonly format: FileFormat } | undefined;
  /** The table, once the page has been made up to it. */
  found?: FoundTable;
}

const current = new AsyncLocalStorage<AskedPage>();

/** The page that is asked for now; undefined outside a request for one. */
export const askedPage = (): AskedPage | undefined => current.getStore();

export const whileAskedFor = <Answer>(asked: AskedPage, answer: () => Answer): Answer =>
  current.run(asked, answer);
