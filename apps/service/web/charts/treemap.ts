import { percentage } from '#libs/money/rate.js';
import { money, shortMoney } from '../words.js';
import { pounds } from './axes.js';
import { hatched } from './hatched.js';
import { fits, linesAt, wrapped } from './lettering.js';
import { squarified, type Tile } from './squarified.js';
import { escaped, framed } from './svg.js';

export interface Part {
  readonly label: string;
  readonly pence: bigint;
  /** Not one of the others' kind, as *type not known*: hatched. */
  readonly apart?: boolean;
}

const [width, height] = [920, 400];

/**
 * The parts of a whole as areas, largest first. A part of nothing or less has no area and is said
 * only; so is the name of one too small to be written in.
 */
export function treemapPicture(name: string, title: string, parts: readonly Part[]): string {
  const drawn = parts.filter(({ pence }) => pence > 0n).sort((a, b) => Number(b.pence - a.pence));
  const whole = drawn.reduce((sum, { pence }) => sum + pence, 0n);
  const said = ({ label, pence }: Part): string =>
    `${label}: ${money(pence)}${pence > 0n ? `, ${percentage(pence, whole, 1)}%` : ''}.`;
  const tile = ({ of, x, y, width: across, height: down }: Tile<Part>): string => {
    const lines = [
      ...wrapped(of.label, across - 8, 3),
      `${shortMoney(of.pence)}, ${percentage(of.pence, whole, 0)}%`,
    ];
    const box = [x + 2, y + 2, Math.max(1, across - 4), Math.max(1, down - 4)].map(Math.round);
    return `<g><title>${escaped(said(of))}</title><rect x="${box[0] ?? 0}" y="${box[1] ?? 0}" width="${box[2] ?? 0}" height="${box[3] ?? 0}"${of.apart ? ` fill="url(#${name}-apart)" stroke-dasharray="5 4"` : ''}/>${fits(lines, across, down) ? linesAt(lines, x + across / 2, y + down / 2) : ''}</g>`;
  };
  const tiles = squarified(
    drawn.map((of) => ({ of, size: pounds(of.pence) })),
    width,
    height,
  );
  return framed(
    {
      ...{ name, title, width, height },
      description: [...drawn, ...parts.filter(({ pence }) => pence <= 0n)].map(said).join(' '),
    },
    `${hatched(`${name}-apart`)}<g font-size="14" text-anchor="middle" fill="#c9dedb" stroke="#0b4f4a">${tiles.map(tile).join('')}</g>`,
  );
}
