import type { z } from 'zod';
import { problemDocument } from '#contracts/problems.js';
import { Refused } from '#projections/reading/refused.js';
import { page } from '../pages.js';
import { capital } from '../words.js';

/** What the fields of a form hold, by their names. */
export type Said = Readonly<Record<string, string>>;

/** A question of a form. With choices one of them is chosen, otherwise a line is written. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices?: readonly { value: string; text: string; hint?: { text: string } }[];
}

/**
 * Something that people do on a page and that is no command of the ledger (for these, see commands/):
 * asked, shown to be checked, and done when they say so.
 */
export interface TwoSteps<Answer> {
  readonly title: string;
  readonly back: { readonly text: string; readonly href: string };
  /** What there is to know before anybody answers. */
  readonly introduction?: string;
  readonly questions: readonly Question[];
  readonly schema: z.ZodType<Answer>;
  /** What is shown to be checked, beside the answers as they were given. */
  readonly consequences: (answer: Answer) => readonly string[];
  readonly button: string;
  /** Does it, and answers where to go then. */
  readonly carryOut: (answer: Answer) => Promise<string>;
}

/** A form that is open to somebody: it asks, and takes what was answered. */
export interface Form {
  readonly ask: () => Step;
  readonly take: (body: unknown) => Promise<Step>;
}

/** With what is known already. */
export const inTwoSteps = <Answer>(form: TwoSteps<Answer>, known: Said = {}): Form => ({
  ask: () => asked(form, known),
  take: (body) => answered(form, body),
});

/** A page to show, or where to go. */
export type Step = { readonly status: number; readonly html: string } | { readonly to: string };

/** The first step, with what is known already; where there is nothing to ask, it is to be checked. */
const asked = <Answer>(form: TwoSteps<Answer>, said: Said): Step =>
  form.questions.length === 0
    ? toBeChecked(form, said, form.schema.parse(said))
    : { status: 200, html: page('form/ask', { ...shown(form), said, errors: [], error: {} }) };

/**
 * What a form was sent with: wrong answers are asked for again, each with what would be right; right
 * ones are shown to be checked, and only then carried out. Nothing is kept between the steps but what
 * the page itself carries, so that several may be open at a time.
 */
async function answered<Answer>(form: TwoSteps<Answer>, body: unknown): Promise<Step> {
  const sent = saidIn(body);
  const { step, form: _, ...said } = sent;
  if (step === 'change') return asked(form, said);
  const checked = form.schema.safeParse(said);
  if (!checked.success)
    return again(
      form,
      said,
      checked.error.issues.map(({ path, message }) => ({ name: path.join('.'), text: message })),
    );
  try {
    if (step === 'done') return { to: await form.carryOut(checked.data) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { detail } = problemDocument(error.refusal);
    return again(form, said, [{ name: form.questions[0]?.name ?? '', text: capital(detail) }]);
  }
  return toBeChecked(form, said, checked.data);
}

function toBeChecked<Answer>(form: TwoSteps<Answer>, said: Said, answer: Answer): Step {
  const rows = form.questions.map(({ name, label, choices }) => ({
    label,
    value: choices?.find(({ value }) => value === said[name])?.text ?? said[name] ?? '',
  }));
  const { button } = form;
  const consequences = form.consequences(answer);
  return {
    status: 200,
    html: page('form/check', { ...shown(form), said, rows, consequences, button }),
  };
}

function again<Answer>(
  form: TwoSteps<Answer>,
  said: Said,
  errors: readonly { readonly name: string; readonly text: string }[],
): Step {
  const error = Object.fromEntries(errors.map(({ name, text }) => [name, { text }]));
  const listed = errors.map(({ name, text }) => ({ text, href: `#${name}` }));
  return {
    status: 400,
    html: page('form/ask', { ...shown(form), said, errors: listed, error }),
  };
}

const shown = <Answer>({ title, back, introduction, questions }: TwoSteps<Answer>): object => ({
  ...{ title, back, introduction },
  questions: questions.map((question) => ({ ...question, hint: hintOf(question) })),
});

const hintOf = ({ hint }: Question): object | undefined =>
  hint === undefined ? undefined : { text: hint };

/** Fields of a form that were sent once. */
export const saidIn = (body: unknown): Said =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
