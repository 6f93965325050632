import { idOf, kindOf, type DomainEvent } from '#contracts/events/all.js';

/**
 * The funds that an event touches: the one whose stream it stands in, or those that it names: whose
 * money an award, a move, an outcome or an import is about. In code-point order.
 */
export function fundsOf(event: DomainEvent): string[] {
  if (kindOf(event.stream) === 'fund') return [idOf(event.stream)];
  const funds = new Set<string>();
  const { data } = event;
  const add = (fund: unknown): void => {
    if (typeof fund === 'string') funds.add(fund);
  };
  if ('fund' in data) add(data.fund);
  if ('toFund' in data) add(data.toFund);
  if ('funding' in data) for (const { fund } of data.funding) add(fund);
  if ('effectsAt' in data) for (const { fund } of data.effectsAt) add(fund);
  if ('legs' in data)
    for (const { from, to } of data.legs) {
      add(from.fund);
      add(to.fund);
    }
  return [...funds].sort();
}
