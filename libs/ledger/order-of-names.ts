/** As people look for names: a capital like its small letter, 2 before 10. */
export const { compare: compareNames } = new Intl.Collator('en-GB', { numeric: true });
