/** `2026-27`, `(homefirst-2)`, `from-2026-04.csv`: hyphens with a digit somewhere, and no space. */
const withHyphen =
  /(?=[^\s-]*(?:-[^\s-]*)*\d)[\p{L}\d(][\p{L}\d:]*(?:-[\p{L}\d:]+)+(?:\.\p{L}+)?\)?/gu;

/** What is longer is wider than a hint on a phone, and breaks there. */
const longest = 26;

/**
 * The HTML of a text with each year, day and reference in it marked, so that it stands in one line:
 * browsers break lines after any hyphen. The characters stay as they are, to be copied.
 */
export const whole = (html: string): string =>
  html.replace(withHyphen, (found) =>
    found.length > longest ? found : `<span class="cp-whole">${found}</span>`,
  );
