/** One line of the table: ours against one peer. */
export interface Row {
  readonly work: string;
  readonly ours: string;
  readonly peer: string;
  /** The ratio, or what else the target is about, in words. */
  readonly ratio: string;
  readonly target: string;
  /** Undefined where the row is for information. */
  readonly met: boolean | undefined;
}

/** How large the benchmark is. */
export interface Size {
  readonly runs: number;
  readonly seconds: number;
  readonly events: number;
  readonly emmettEvents: number;
  readonly commands: number;
  readonly questions: number;
  readonly requests: number;
  /** Of each page. */
  readonly pageRequests: number;
  readonly importedFiles: number;
}

export const full: Size = {
  runs: 5,
  seconds: 2,
  events: 1_000_000,
  emmettEvents: 50_000,
  commands: 640,
  questions: 3_000,
  requests: 6_000,
  pageRequests: 20,
  importedFiles: Infinity,
};

/** Small enough to show in a test that every row still runs; its figures mean nothing. */
export const quick: Size = {
  runs: 1,
  seconds: 0.2,
  events: 5_000,
  emmettEvents: 2_000,
  commands: 64,
  questions: 50,
  requests: 256,
  pageRequests: 1,
  importedFiles: 2,
};

/** A row whose target is a ratio of at least so much. */
export function atLeast(
  work: string,
  ours: number,
  peer: number,
  peerName: string,
  target: number,
  unit: string,
): Row {
  return {
    work,
    ours: `${rounded(ours)} ${unit}`,
    peer: `${peerName}: ${rounded(peer)} ${unit}`,
    ratio: `${(ours / peer).toFixed(2)} ×`,
    target: `≥ ${target} ×`,
    met: ours / peer >= target,
  };
}

/** A row whose target is that ours takes at most so many times the peer's. */
export function atMost(
  work: string,
  ours: number,
  peer: number,
  peerName: string,
  target: number,
  unit: string,
): Row {
  return {
    work,
    ours: `${rounded(ours)} ${unit}`,
    peer: `${peerName}: ${rounded(peer)} ${unit}`,
    ratio: `${(ours / peer).toFixed(2)} ×`,
    target: `≤ ${target} ×`,
    met: ours / peer <= target,
  };
}

/** Three figures that count, with commas: 12,513; 3.14; 0.0512. */
export function rounded(value: number): string {
  return value >= 1000
    ? Math.round(value).toLocaleString('en-GB')
    : String(Number(value.toPrecision(3)));
}
