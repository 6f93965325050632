import { must, there } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** *Proof*: who signs the log, who signs that they saw it, and what a replay of it found. Nothing of it moves money. */
export const logKeyAudit = {
  LogKeyIntroduced: (_auditor, { stream }) => {
    must('a key of the log stands in the stream of the log', stream.startsWith('log-'));
  },
  LogKeyRetired: (_auditor, { data }) => {
    must('a key that is retired has signed up to some size', data.to >= 0);
  },
  CosignerAdmitted: (auditor, { organisation, data }) => {
    must('an organisation admits its own key', data.organisation === organisation);
    must('a key is admitted once', !auditor.cosigners.has(data.verifierKey));
    auditor.cosigners.set(data.verifierKey, { organisation, isGone: false });
  },
  CosignerRemoved: (auditor, { organisation, data }) => {
    must('an organisation removes its own key', data.organisation === organisation);
    const of = there(auditor.cosigners.get(data.verifierKey), data.verifierKey);
    must('a key is removed once, by whose it is', of.organisation === organisation && !of.isGone);
    of.isGone = true;
  },
  CosignatureRecorded: (auditor, { number, data }) => {
    must('what was cosigned was there before', data.size < number);
    const of = there(auditor.cosigners.get(data.verifierKey), data.verifierKey);
    must('whose key it is signed', of.organisation === data.organisation);
  },
  ReplayCompared: (_auditor, { number, data }) => {
    must('what was replayed was there before', data.number < number);
    must(
      'what differs is named, as far as ten rows',
      data.first.length === Math.min(10, data.differences),
    );
  },
} satisfies AuditBy;
