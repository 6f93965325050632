/** An origin has slashes where the id of its stream has colons; neither has the other's. */
export const idOfOrigin = (origin: string): string => origin.replaceAll('/', ':');
export const originOf = (id: string): string => id.replaceAll(':', '/');
