import { agreementCommands, type AgreementCommand } from '#contracts/commands/agreement.js';
import { checkedData } from '#contracts/events/all.js';
import { problemDocument } from '#contracts/problems.js';
import {
  decideAgreement,
  evolveAgreement,
  newAgreement,
  type Agreement,
} from '#libs/funding/agreement/agreement.js';
import type { Passable } from '#libs/funding/agreement/pass-down.js';
import { parsePence } from '#libs/money/pence.js';
import { on } from './given.js';

type Name = keyof typeof agreementCommands;

export const asked = (command: Name, input: object, effective = '2026-04-01'): AgreementCommand =>
  ({ ...agreementCommands[command].parse(input), command, effective }) as AgreementCommand;
/** What the fund has from which money is passed down. */
export const has = { agreement: 'northmoor', budget: parsePence('60000.00'), ofAward: undefined };
export const decide = (
  agreement: Agreement,
  command: AgreementCommand,
  today = command.effective,
  passable: Passable = has,
): ReturnType<typeof decideAgreement> =>
  decideAgreement(agreement, command, 'northmoor', { ...on(today), passable });

/** An agreement to which all this has happened; a refusal is a mistake in the spec. */
export function after(...commands: readonly AgreementCommand[]): Agreement {
  return commands.reduce((agreement, command) => {
    const { events, refused } = decide(agreement, command);
    if (refused) throw new Error(problemDocument(refused).detail);
    for (const { type, data } of events) checkedData(type, data);
    return events.reduce(evolveAgreement, agreement);
  }, newAgreement());
}

export const terms = {
  title: 'Northmoor',
  power: 's75',
  host: 'council',
  partners: ['council', 'icb'],
  reviews: ['2027-09-30'],
  noticeNotBefore: '2030-03-31',
  noticeMonths: 12,
  commitmentLimits: { indicative: '300000.00', expected: '0.00' },
};
export const signed = asked('sign-agreement', terms);
