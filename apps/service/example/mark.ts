/** Marks the log of an example place: the first thing that it holds. */
export const exampleMark = 'example-place';
