import { formatPence } from '#libs/money/pence.js';
import { opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment } from './investment.js';
import { decisions, funderFlows } from './flows.js';

const story = investment(investedIn(opening), everything);

it('leads from each funder to the types of provider that its money is promised to', () =>
  expect(
    funderFlows(story).map(({ funder, providerType, amounts }) => [
      funder,
      providerType,
      formatPence(amounts.commitments),
    ]),
  ).toEqual([
    // 2,880,000 less 610,909.09 of the ICB.
    ['GB-LAE-NMR', 'voluntary', '2269090.91'],
    ['GB-NHS-QMR', 'voluntary', '610909.09'],
    ['GB-GOV-NGP', 'private', '300000.00'],
    ['GB-LAE-NMR', 'private', '300000.00'],
    ['GB-CHC-1999901', 'voluntary', '90000.00'],
  ]));

it('is decided nationally where a central body has fenced its money, and else locally', () =>
  expect(
    decisions(story).map(({ is, commitments }) => [
      is,
      formatPence(commitments.pence),
      commitments.share,
    ]),
  ).toEqual([
    ['local', '3270000.00', '91.60'],
    ['national', '300000.00', '8.40'],
  ]));

it('is not known of a fund whose rules are not seen', () => {
  const known = investedIn(opening);
  const [seen] = decisions(investment({ ...known, ofFund: new Map() }, everything));
  expect(seen).toMatchObject({ is: 'unknown', commitments: { share: '100.00' } });
});
