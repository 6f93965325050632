import canonicalize from 'canonicalize';
import type { Json, Provenance } from '#contracts/envelope.js';
import { LedgerCommandHandler } from '#apps/service/ledger/handler.js';
import type { Sealing } from '#apps/service/sealing/sealing.js';
import type { Reading } from '#projections/reading/reading.js';
import { LedgerCommand, type Answer, type Asked } from '#apps/service/ledger/commands.js';
import type { Asking, Ledger } from '#apps/service/ledger/ledger.js';
import { must } from '../auditor/amounts.js';
import { tally } from './tally.js';
import { unsigned } from './unsigned.js';

/** Somebody asks for something, once or again, with the same key. */
export interface Request {
  readonly key: string;
  readonly asked: Asked;
  readonly provenance: Provenance;
  readonly office: string;
  /** The last number when it was asked for. */
  readonly since: number;
  /** The first answer that says it was done. */
  done?: Extract<Answer, { streams: unknown }>;
}

export const askingOf = ({ key, asked, provenance, office }: Request, dryRun = false): Asking => ({
  provenance,
  office,
  key,
  asked: asked as unknown as Json,
  dryRun,
});

/** A process, and the views by which it makes statements. */
export interface Asker {
  readonly ledger: Ledger;
  readonly reading: Reading;
  readonly sealing: Sealing;
}

/** As the service takes it: the one handler of all commands. */
export const put = (
  { ledger, reading, sealing }: Asker,
  request: Request,
  dryRun = false,
): Promise<Answer> =>
  new LedgerCommandHandler(sealing, ledger, reading, unsigned(ledger.store)).execute(
    new LedgerCommand(askingOf(request, dryRun), request.asked),
  );

/** Rule 9: what was done once is answered the same when it is asked for again. */
export async function ask(at: Asker, request: Request): Promise<Answer> {
  const { done } = request;
  const answer = await put(at, request);
  const name = request.asked.command.command;
  if ('refused' in answer) {
    tally.command(name, { refused: answer.refused.problem });
    must(
      `rule 9: ${request.key} was done, and asked for again is refused: ${answer.refused.problem}`,
      done === undefined,
    );
    return answer;
  }
  tally.command(name, answer.repeated ? 'repeated' : 'done');
  if (done === undefined) request.done = answer;
  else {
    must(
      `rule 9: ${name} ${request.key} is done once: ${canonicalize(done.streams) ?? ''}, and then ${canonicalize(answer.streams) ?? ''}`,
      answer.repeated,
    );
    must(
      `rule 9: ${name} is answered as the first time: ${canonicalize(done.streams) ?? ''}, and then ${canonicalize(answer.streams) ?? ''}`,
      canonicalize(answer.streams) === canonicalize(done.streams),
    );
  }
  return answer;
}

/** Rule 9: a key that was used for something else is refused. */
export async function askOtherwise(at: Asker, request: Request, asked: Asked): Promise<void> {
  const answer = await put(at, { ...request, asked });
  const same = canonicalize(asked) === canonicalize(request.asked);
  if (same || request.done === undefined) return;
  must(`rule 9: the key ${request.key} is refused for something else`, 'refused' in answer);
}
