import type { EventOf } from '#contracts/events/all.js';
import { must, there, total, totalOf, whole, written } from './amounts.js';
import type { AuditBy, Auditor } from './auditor.js';

/** Rule 21: what a fund publishes is public, redacted as its policy says, and nothing goes missing. */
export const publicationAudit = {
  PublicationPolicySet: (auditor, event) => {
    must('rule 21: who keeps the fund publishes', event.data.publisher === event.organisation);
    must('rule 21: a group has three at least', event.data.smallestGroup >= 3);
    keptOf(auditor, event.stream).policies.push({ ...event.data, since: event.effective });
  },
  LinesPublished: (auditor, event) => {
    const publications = keptOf(auditor, event.stream);
    const { cashBook } = auditor.books(event);
    const { publication, from, lines } = event.data;
    const { open } = publications;
    must(
      `rule 21: lines of ${publication} follow each other`,
      open === undefined ? from === 1 : open.publication === publication && from === open.next,
    );
    const before = open?.lines ?? [];
    publications.open = {
      ...{ publication, next: from + lines.length },
      lines: [...before, ...lines],
    };
    for (const line of lines) {
      must(
        'rule 21: a person is not named',
        line.recipient !== 'REDACTED PERSONAL DATA' ||
          (line.provider === null && line.award === null && line.title === null),
      );
      must(
        `rule 21: what is published of ${line.event} went out of the host's cash, or is an award`,
        line.kind !== 'payment' || cashBook.has(line.event),
      );
    }
  },
  PublicationMade: (auditor, event) => {
    const publications = keptOf(auditor, event.stream);
    const { cashBook } = auditor.books(event);
    const { publication, after, from, until, number, policyOf, reconciled, count } = event.data;
    const lines = publications.open?.lines ?? [];
    publications.open = undefined;
    must(`rule 21: ${publication} is made once`, !publications.made.has(publication));
    const last = [...publications.made].at(-1);
    must('rule 21: publications follow each other', after === (last?.[0] ?? null));
    must(
      'rule 21: and never go back',
      last === undefined ||
        (last[1].until <= until && last[1].number < number && last[1].from === from),
    );
    must('rule 21: what is published was known', number < event.number && lines.length === count);
    const policy = there(
      publications.policies
        .filter(({ since }) => since <= event.effective)
        .sort((a, b) => (a.since < b.since ? -1 : 1))
        .at(-1),
      'a publication policy',
    );
    must('rule 12: by the policy in force', policy.since === policyOf);
    for (const { kind, ledger, published, excluded } of reconciled) {
      const shown = lines.filter((line) => (line.kind === 'payment') === (kind === 'payments'));
      must(
        `rule 21: what ${publication} says of ${kind} is what it published`,
        shown.length === published.count && totalOf(shown) === whole(published.amount),
      );
      must(
        `rule 21: published and left out are all ${kind}`,
        whole(ledger.amount) === whole(published.amount) + totalOf(excluded) &&
          ledger.count === published.count + excluded.reduce((sum, each) => sum + each.count, 0),
      );
      must(
        `rule 21: only what the policy names is published of ${kind}`,
        published.count === 0 || policy.lines.includes(kind),
      );
    }
    const paid = new Map<number, bigint>();
    for (const { kind, event: of, amount } of lines)
      if (kind === 'payment') paid.set(of, (paid.get(of) ?? 0n) + whole(amount));
    for (const [of, pence] of paid) {
      const { day, bySource } = there(cashBook.get(of), String(of));
      must(
        `rule 21: ${written(pence)} was paid by ${of}`,
        pence === -total(bySource.values()) && from <= day && day <= until && of <= number,
      );
    }
    const barred = policy.confidential.filter((one) => one.until >= event.effective);
    must(
      'rule 21: what is confidential is not published',
      !lines.some(({ award }) => barred.some((one) => one.award === award)),
    );
    must(
      'rule 21: who is a person is not named',
      !lines.some(({ provider }) => policy.individuals.includes(provider ?? '')),
    );
    publications.made.set(publication, { from, until, number });
  },
} satisfies AuditBy;

/** What the auditor keeps of what a fund publishes. */
export interface KeptPublications {
  readonly policies: (EventOf<'PublicationPolicySet'>['data'] & { readonly since: string })[];
  readonly made: Map<
    string,
    { readonly from: string; readonly until: string; readonly number: number }
  >;
  /** Lines of the publication that is being read. */
  open:
    | {
        readonly publication: string;
        readonly next: number;
        readonly lines: EventOf<'LinesPublished'>['data']['lines'];
      }
    | undefined;
}

function keptOf({ publications }: Auditor, stream: string): KeptPublications {
  const kept = publications.get(stream) ?? { policies: [], made: new Map(), open: undefined };
  publications.set(stream, kept);
  return kept;
}
