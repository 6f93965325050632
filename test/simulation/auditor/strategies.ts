import { must, there } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';

/** *Strategy*: a plan that bodies adopted; which schemes serve it is said, and moves no money. */
export const strategyAudit = {
  StrategyAdopted: (auditor, event) => {
    const { strategies } = auditor;
    must(`rule 1: ${event.stream} is adopted once`, !strategies.has(nameOf(event)));
    strategies.set(nameOf(event), []);
    versionOf(auditor, event);
  },
  StrategyRevised: versionOf,
  ServedStrategiesStated: (auditor, event) => {
    const { scheme, strategies } = event.data;
    const { schemes } = auditor.books(event);
    must(`a scheme of the fund serves strategies: ${scheme}`, schemes.has(scheme));
    must('a scheme serves each strategy once', new Set(strategies).size === strategies.length);
    for (const strategy of strategies)
      must(
        `${strategy} has been a strategy for ${event.effective}`,
        there(auditor.strategies.get(strategy), strategy).some(
          ({ since, until }) =>
            since <= event.effective && (until === null || event.effective <= until),
        ),
      );
  },
} satisfies AuditBy;

const nameOf = ({ stream }: { readonly stream: string }): string =>
  stream.slice('strategy-'.length);

function versionOf(auditor: Auditor, event: Read<'StrategyAdopted' | 'StrategyRevised'>): void {
  const { until, adoptedBy } = event.data;
  must('a strategy is not called "none"', nameOf(event) !== 'none');
  must('a strategy ends no earlier than it begins', until === null || event.effective <= until);
  must('each body adopts a strategy once', new Set(adoptedBy).size === adoptedBy.length);
  const versions = there(auditor.strategies.get(nameOf(event)), event.stream);
  versions.push({ since: event.effective, until });
}
