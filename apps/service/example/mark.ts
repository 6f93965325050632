/** Marks the log of an example place: the first thing that it holds. */
export const exampleMark = 'example-place';
/** The last thing that an example place holds. */
export const exampleEnd = 'example-place-end';
