import type { AgreementCommand } from '#contracts/commands/agreement.js';
import { streamOf } from '#contracts/events/all.js';
import type { AgreementCircumstances } from '#libs/funding/agreement/agreement.js';
import { passableOf } from '#libs/funding/fund/passable.js';
import { agreementDecider, fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** What the fund has from which a command to an agreement passes money down. */
export async function fromPassingFund(
  ledger: Ledger,
  agreement: string,
  command: AgreementCommand,
): Promise<Pick<AgreementCircumstances, 'passable'>> {
  const of = await passedBy(ledger, agreement, command);
  if (!of) return {};
  const passable = await ledger.read(streamOf('fund', of.fund), fundDecider, (fund) =>
    fund.terms ? passableOf(fund, of, command.effective) : undefined,
  );
  return { passable };
}

function passedBy(ledger: Ledger, agreement: string, command: AgreementCommand) {
  switch (command.command) {
    case 'record-pass-down':
      return { ...command, award: command.award ?? null };
    case 'vary-pass-down':
      return ledger.read(streamOf('agreement', agreement), agreementDecider, ({ passDowns }) =>
        passDowns.get(command.passDown),
      );
    default:
      return undefined;
  }
}
