import { AgreementSigned } from '../events/agreement.js';
import type { CommandsOf } from './commands-of.js';

/** What is agreed is what the event says. */
export const agreementCommands = {
  'sign-agreement': AgreementSigned.schema.extend({
    until: AgreementSigned.schema.shape.until.default(null),
    noticeNotBefore: AgreementSigned.schema.shape.noticeNotBefore.default(null),
    riskShare: AgreementSigned.schema.shape.riskShare.default('by-contribution'),
  }),
} as const;

export type AgreementCommand = CommandsOf<typeof agreementCommands>;
