/**
 * Words of a command that may say something of the person whom it concerns, beside its reason, as
 * paths in its body. Decisions, amounts and figures read none of them (rule 16).
 */
const personalTexts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'award-personal-budget': [['override', 'reason']],
  'reassess-personal-budget': [['cause'], ['override', 'reason']],
  'vary-contract': [['description']],
  'end-contract': [['cause']],
  'permit-double-funding': [['evidence']],
  'verify-stage': [['evidence']],
  'reject-stage': [['cause']],
};

type Body = Readonly<Record<string, unknown>>;

/** A copy of a command whose personal words have gone through `change`. */
export function withPersonalTexts<Command extends { readonly command: string }>(
  command: Command,
  change: (text: string) => string,
): Command {
  const paths = personalTexts[command.command] ?? [];
  return paths.reduce((body: Body, path) => changed(body, path, change), {
    ...command,
  }) as unknown as Command;
}

function changed(body: Body, [name = '', ...rest]: readonly string[], change: Change): Body {
  const value = body[name];
  if (typeof value === 'string' && rest.length === 0) return { ...body, [name]: change(value) };
  if (typeof value !== 'object' || value === null) return body;
  return { ...body, [name]: changed(value as Body, rest, change) };
}
type Change = (text: string) => string;
