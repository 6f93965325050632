/** Where the read models are asked: `Reading` of `#projections/reading/reading.js`. */
export const READING = Symbol('Reading');
