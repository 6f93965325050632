export function auditDependencies(
  folder: string,
  say: (line: string) => void,
  environment?: NodeJS.ProcessEnv,
): Promise<number>;
