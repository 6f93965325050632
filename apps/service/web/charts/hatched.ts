/** Thin lines on white: where there is nothing, or it is not known. Text stays legible on it. */
export const hatched = (id: string): string =>
  `<defs><pattern id="${id}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0h9v9h-9z" fill="#fff"/><path d="M0 0v9" stroke="#b1b4b6"/></pattern></defs>`;
