import { must } from '../auditor/amounts.js';
import type { Auditor } from '../auditor/auditor.js';

/** What must hold between the streams of a place after every step, by the number of its rule. */
export const placeRules: Readonly<Record<string, (auditor: Auditor) => void>> = {
  'rule 4: only what was awarded is committed, and what lapsed is not': (auditor) => {
    for (const [fund, books] of auditor.funds)
      for (const [award, { state, provider }] of books.awards) {
        const decided = decisionOn(auditor, award);
        if (state === 'committed') {
          must(`rule 4: ${fund} commits to ${award} once it is awarded`, decided !== undefined);
          must(
            `rule 4: ${fund} commits to ${award} what was awarded of it`,
            decided.outcome === 'awarded' && decided.funds.has(fund),
          );
          // Once it is decided that an award passes, its funds follow one after another.
          const passing = [...books.changes].some(
            ([change, to]) => change.startsWith(`${award}|`) && to === decided.provider,
          );
          must(`rule 4: ${award} is with one provider`, passing || decided.provider === provider);
        }
        if (state === 'lapsed')
          must(
            `rule 4: ${fund} takes back what it reserved for ${award} only where it was not awarded`,
            decided !== undefined && !(decided.outcome === 'awarded' && decided.funds.has(fund)),
          );
      }
  },
};

/** When all that was begun has been finished: an award is whole or not at all. */
export function nothingHalfDone(auditor: Auditor): void {
  for (const [fund, books] of auditor.funds) {
    for (const change of books.changes.keys())
      must(`rule 4: ${fund} does not keep money for the change ${change} for ever`, false);
    for (const [award, { state }] of books.awards)
      must(
        `rule 4: ${fund} does not keep money for ${award} for ever`,
        state !== 'reserved' || decisionOn(auditor, award)?.outcome === 'offered',
      );
  }
  for (const [id, move] of auditor.reallocations) {
    const { state, money, in: arrived, out: left, lines, linesIn } = move;
    must(
      `rule 3: all of ${id} leaves and arrives, or nothing`,
      left === arrived && arrived === (state === 'decided' ? money : 0n),
    );
    must(
      `rule 3: all of ${id} between cost lines is moved, or nothing`,
      linesIn === (state === 'decided' ? lines : 0n),
    );
  }
  for (const change of auditor.linesToMove.keys())
    must(`rule 4: what ${change} moves between cost lines is moved in its fund`, false);
  for (const [fund, books] of auditor.funds)
    must(`rule 4: ${fund} sets nothing aside for ever`, books.moves.size === 0);
  for (const [fund, { barred }] of auditor.funds)
    for (const name of barred) {
      const [outcome = '', claim = ''] = name.split(':');
      const state = auditor.outcomes.get(outcome)?.claims.get(claim)?.state;
      must(`rule 4: ${claim}, which ${fund} will not pay, is rejected`, state === 'rejected');
    }
  for (const [stream, { outcome, funds }] of auditor.decisions) {
    if (outcome !== 'awarded') continue;
    const award = stream.slice(stream.indexOf('-') + 1);
    for (const fund of funds.keys())
      must(
        `rule 4: ${stream} stands in ${fund} too`,
        auditor.fund(fund).awards.get(award)?.state === 'committed',
      );
  }
}

const decisionOn = (auditor: Auditor, award: string) =>
  auditor.decisions.get(`contract-${award}`) ?? auditor.decisions.get(`grant-${award}`);
