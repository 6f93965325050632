import type { StoredCheckpoint } from '../../log/stored-checkpoints.js';
import { link, text, type Cell, type Table } from '../table.js';
import { instantInWords } from '../words.js';

/** What was signed, newest first, and who signed it besides. */
export const checkpointsTable = (checkpoints: readonly StoredCheckpoint[]): Table => ({
  caption: 'The last checkpoints that were signed',
  head: [text('Events'), text('Signed on'), text('Cosigned by')],
  rows: checkpoints.map((one): Cell[] => [
    link(String(one.size), `/log/checkpoints/${one.size}`),
    text(instantInWords(one.signed)),
    text(cosignersOf(one).join(', ') || 'Nobody yet'),
  ]),
  empty: 'None has been signed yet: the first follows within a minute of the first event.',
});

/** Lines of a signed note begin with a dash and the name of whoever signed. */
export const cosignersOf = ({ cosignatures }: StoredCheckpoint): string[] => [
  ...new Set(cosignatures.map((line) => line.split(' ')[1] ?? '')),
];
