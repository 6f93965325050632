import { must, there, totalOf, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';

const idOf = ({ stream }: { readonly stream: string }): string =>
  stream.slice('reallocation-'.length);

export const reallocationAudit = {
  ReallocationProposed: (auditor, event) => {
    const { legs, amount, proposer, organisations, expires } = event.data;
    must(`rule 1: ${event.stream} is proposed once`, !auditor.reallocations.has(idOf(event)));
    must('rule 3: a move is the sum of its legs', totalOf(legs) === whole(amount));
    auditor.reallocations.set(idOf(event), {
      state: 'proposed',
      legs,
      proposer,
      organisations,
      expires,
      approvals: new Map(),
      money: totalOf(legs.filter((leg) => leg.from.kind !== 'line')),
      lines: totalOf(legs.filter((leg) => leg.from.kind === 'line')),
      ...{ in: 0n, out: 0n, linesIn: 0n },
    });
  },
  ApprovalGiven: (auditor, event) => {
    const of = there(auditor.reallocations.get(idOf(event)), event.stream);
    const { organisation, by, decides } = event.data;
    must('rule 20: only a proposal is approved', of.state === 'proposed');
    must(`rule 20: ${by} approves in time`, event.stamp.slice(0, 10) <= of.expires);
    must(
      `rule 20: ${by}, who proposed it, approves only where the office decides alone`,
      by !== of.proposer || decides === 'alone',
    );
    of.approvals.set(organisation, [...(of.approvals.get(organisation) ?? []), event.data]);
  },
  ApprovalRefused: () => undefined,
  ReallocationDecided: (auditor, event) => {
    const of = there(auditor.reallocations.get(idOf(event)), event.stream);
    must('rule 20: it is decided once', of.state === 'proposed');
    of.state = 'decided';
    of.attempt = event.data.attempt;
    for (const organisation of of.organisations) {
      const given = of.approvals.get(organisation) ?? [];
      must(`rule 20: ${organisation} approved ${event.stream}`, given.length > 0);
      const second = given.find(({ decides }) => decides === 'with-second');
      must(
        `rule 20: a second person approved for ${organisation} where one is needed`,
        given.some(({ decides }) => decides === 'alone' || decides === 'on-proposal') ||
          second === undefined ||
          new Set(given.map(({ by }) => by)).size > 1,
      );
    }
    must(
      'rule 20: decided alone is shown as such',
      event.data.how !== 'alone' ||
        [...of.approvals.values()].flat().every(({ by }) => by === of.proposer),
    );
  },
  ReallocationNotCarriedOut: (auditor, event) => {
    const of = there(auditor.reallocations.get(idOf(event)), event.stream);
    must('rule 4: what was decided is carried out', of.state === 'proposed');
  },
  ReallocationRejected: (auditor, event) => {
    there(auditor.reallocations.get(idOf(event)), event.stream).state = 'rejected';
  },
  ReallocationWithdrawn: (auditor, event) => {
    there(auditor.reallocations.get(idOf(event)), event.stream).state = 'withdrawn';
  },
  ReallocationLapsed: (auditor, event) => {
    const of = there(auditor.reallocations.get(idOf(event)), event.stream);
    must('rule 20: a proposal lapses after its last day', event.stamp.slice(0, 10) > of.expires);
    of.state = 'lapsed';
  },
} satisfies AuditBy;
