import type { WrittenValue } from '#libs/interchange/written-value.js';
import type { Moment } from '#projections/reading/reading.js';
import type { NamedLog } from '../log/made-from.js';

/** What a file says of itself, so that two people know whether they look at the same thing. */
export interface About {
  readonly what: string;
  /** Identifier of the fund; null where it is of no one fund. */
  readonly fund: string | null;
  readonly moment: Pick<Moment, 'number' | 'recorded' | 'effectiveOn'>;
  /** Which log it was made from, and its root at that number (base64), as its checkpoints state it. */
  readonly log: { readonly origin: string; readonly root: string };
  readonly madeAt: Date;
}

export async function aboutOf(
  what: string,
  fund: string | null,
  moment: About['moment'],
  log: NamedLog,
  madeAt: Date,
): Promise<About> {
  const root = Buffer.from(await log.rootAt(moment.number)).toString('base64');
  return { what, fund, moment, log: { origin: log.origin, root }, madeAt };
}

/** The same in lines, for the first sheet of a workbook and the head of a statement. */
export const aboutLines = ({
  what,
  fund,
  moment,
  log,
  madeAt,
}: About): (readonly [what: string, value: WrittenValue])[] => [
  ['What', what],
  ...(fund === null ? [] : [['Fund', fund] as const]),
  ['As known at log number', moment.number],
  ['Recorded', moment.recorded],
  [
    'Effective',
    moment.effectiveOn === null ? 'on any day' : `by ${moment.effectiveOn}, nothing later`,
  ],
  ['Log', log.origin],
  ['Root of the log at that number', log.root],
  ['Made at', madeAt.toISOString()],
];

export const fileFormats = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const mediaTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `postings-northmoor-160.csv`: what it is, of what, as known at which number, and up to which day. */
export function fileName(
  parts: readonly string[],
  { number, effectiveOn }: About['moment'],
  format: string,
): string {
  const name = [...parts, String(number), ...(effectiveOn === null ? [] : [`to-${effectiveOn}`])]
    .map((part) => part.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^[-.]+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
  return `${name}.${format}`;
}
