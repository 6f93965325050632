import { flexibility, type Flexibility } from '#projections/fund-health/figures/flexibility.js';
import { waitingByOffice } from '#projections/fund-health/figures/proposals.js';
import type { FundView } from '#projections/reading/reading.js';
import { addressOf, officeInWords } from '../approvals/approvals-page.js';
import { atMoment } from '../links.js';
import { text, type Figures, type Line } from '../table.js';
import { capital, money, nameIn } from '../words.js';
import type { Fact } from './summary.js';

/** How much of a year's money could be moved now, and how much each office may move at once. */
export function roomToMove(view: FundView, year: string, figures: Figures): Fact[] {
  const room = flexibility(view, year);
  const { movable, withinShares, share } = room;
  return [
    {
      label: 'Could be moved',
      cell: figures.cell(`Could be moved between schemes, ${year}`, movable),
      note: [
        ...(withinShares > 0n ? [`And ${money(withinShares)} within a maximum share.`] : []),
        share === undefined
          ? 'To another scheme, within the rules now'
          : `${share}% of the year\u2019s money, to another scheme, within the rules now`,
      ].join(' '),
    },
    {
      label: 'Largest single move',
      cell: { text: 'Not known', ...linesOf(mostByOffice(room)) },
      note:
        room.notKnown.length > 0
          ? `No scheme of delegation is recorded of ${room.notKnown.map((id) => nameIn(view.facts, 'organisation', id)).join(', ')}`
          : 'That an office may decide now',
    },
  ];
}

const linesOf = (lines: readonly Line[]): { readonly lines?: readonly Line[] } =>
  lines.length === 0 ? {} : { lines };

const mostByOffice = ({ offices }: Flexibility): Line[] =>
  offices.map(({ office, alone, proposed }) => {
    const by = capital(officeInWords(office));
    if (proposed === 0n && alone === 0n) return `${by}: none`;
    if (alone === 0n) return `${by}: ${money(proposed)} that others propose`;
    return proposed > alone
      ? `${by}: ${money(alone)} alone, ${money(proposed)} that others propose`
      : `${by}: ${money(alone)} alone`;
  });

/** More of them than a line each has room for: the inbox lists all. */
const shown = 3;

/** Proposals that wait, by the offices that could decide them, each leading to its page. */
export function waitingFact(view: FundView): Fact {
  const waiting = waitingByOffice(view);
  const lines = waiting.flatMap(({ office, proposals }): Line[] => {
    const by = office === null ? 'an office that may decide it' : officeInWords(office);
    const more = proposals.length - shown;
    return [
      ...proposals.slice(0, shown).map((proposal) => ({
        text: money(proposal.amount),
        href: atMoment(addressOf({ ...proposal, funds: [view.fund] }), view.moment),
        rest: ` for ${by}, ${ageInWords(proposal.days)}`,
      })),
      ...(more > 0
        ? [
            {
              text: `${more} more`,
              href: atMoment('/approvals', view.moment),
              rest: ` for ${by}`,
            },
          ]
        : []),
    ];
  });
  return {
    label: 'Proposals waiting',
    cell: { ...text('0'), ...linesOf(lines) },
    note: lines.length === 0 ? 'Nothing waits for an office' : 'For an office to decide',
  };
}

const ageInWords = (days: number): string =>
  days === 0 ? 'since today' : `for ${days} ${days === 1 ? 'day' : 'days'}`;
