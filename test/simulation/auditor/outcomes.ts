import { must, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';

export const outcomeAudit = {
  OutcomeDefined: () => undefined,
  BaselineAgreed: () => undefined,
  BaselineSuperseded: () => undefined,
  OutcomeMeasured: () => undefined,
  SavingsShareAgreed: () => undefined,
  SavingsShareAssessed: () => undefined,
  OutcomeTermsAgreed: () => undefined,
  PersonStarted: () => undefined,
  StageClaimed: () => undefined,
  DoubleFundingFound: () => undefined,
  DoubleFundingPermitted: () => undefined,
  StageVerified: () => undefined,
  StageRejected: () => undefined,
  SavingsShareConfirmed: (auditor, { stream, data }) => {
    const outcome = stream.slice('outcome-'.length);
    const before = auditor.shares.get(outcome);
    must(
      `a share supersedes the one before`,
      data.was === null ? before === undefined : before?.confirmed === whole(data.was),
    );
    auditor.shares.set(outcome, {
      confirmed: whole(data.share),
      received: before?.received ?? 0n,
    });
  },
} satisfies AuditBy;
