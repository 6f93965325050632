import { idOf, type EventOf } from '#contracts/events/all.js';
import type { registerEvents } from '#contracts/events/register.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface RegisterFacts {
  /** The contracts that a body has published, as they stood on a day. */
  'contract-register': {
    publisher: string;
    /** The publisher as it was named. */
    name: string;
    asAt: string;
    file: string;
    fund: string;
    import: string;
    /** The log number with which it was begun: of two of one day, the later one counts. */
    begun: number;
  };
  /** A row of such a register, identified as `<register>:<line>`. */
  'listed-contract': EventOf<'ContractListed'>['data'] & { publisher: string };
}

export const registerFacts: FactsBy<typeof registerEvents> = {
  RegisterPublished: (event: Numbered<EventOf<'RegisterPublished'>>) => {
    const { register, publisher: name, ...of } = event.data;
    const { number: begun, effective: asAt } = event;
    return [
      change(event, 'contract-register', register, {
        ...{ publisher: idOf(event.stream), name, asAt, begun },
        ...of,
      }),
    ];
  },
  ContractListed: (event) => {
    const { register, line } = event.data;
    return [
      change(event, 'listed-contract', `${register}:${line}`, {
        ...{ publisher: idOf(event.stream), ...event.data },
      }),
    ];
  },
};
