/**
 * What a reference to a person seems to be, where it seems to be more than a pseudonym: no event
 * holds what tells who somebody is (rule 16). It names the kind and never repeats the reference.
 * Pure letters are refused too: a pseudonym has a digit, and a name has none.
 */
export function seemsPersonal(reference: string): string | undefined {
  const bare = reference.replace(/[\s.:_-]/g, '');
  if (reference.includes('@')) return 'an e-mail address';
  // NHS numbers have ten digits, often written in groups of three, three and four.
  if (/(?<!\d)\d{3}[\s.:_-]?\d{3}[\s.:_-]?\d{4}(?!\d)/.test(reference)) return 'an NHS number';
  if (/^[A-Z]{2}\d{6}[A-D]$/i.test(bare)) return 'a National Insurance number';
  if (holdsDay(reference)) return 'a date of birth';
  if (/\s/.test(reference) || !/\d/.test(reference)) return 'a name';
  return undefined;
}

/** A day of the last 120 years or so, in the order in which people write it, run together or not. */
function holdsDay(reference: string): boolean {
  const year = '(19|20)\\d{2}';
  const month = '(0?[1-9]|1[0-2])';
  const day = '(0?[1-9]|[12]\\d|3[01])';
  const between = '[\\s.:_-]';
  return [
    `(?<!\\d)${year}${between}${month}${between}${day}(?!\\d)`,
    `(?<!\\d)${day}${between}${month}${between}(${year}|\\d{2})(?!\\d)`,
    `(?<!\\d)${year}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)`,
    `(?<!\\d)(0[1-9]|[12]\\d|3[01])(0[1-9]|1[0-2])${year}(?!\\d)`,
  ].some((pattern) => new RegExp(pattern).test(reference));
}
