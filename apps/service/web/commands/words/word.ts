/** What people call a field, and, where a stranger would ask, how it is written or what it is for. */
export type Word = string | readonly [label: string, hint: string];

/**
 * Words by the name of a field, as the schema has it; where one name means several things, by what it
 * is a part of, too: the command, or the field around it (`give-notice.ends`, `riskShare.over`).
 */
export type Words = Readonly<Record<string, Word>>;
