import { SingleBar } from 'cli-progress';

/** How often a line is printed where there is no terminal to draw on. */
const secondsPerLine = 5;

export interface Progress {
  readonly at: (done: number, of: number) => void;
  readonly end: () => void;
}

/** A bar with rate and time left on a terminal, plain lines otherwise; nothing for machines. */
export function progressOf(what: string, quiet: boolean): Progress {
  if (quiet) return { at: () => undefined, end: () => undefined };
  const started = Date.now();
  const rate = (done: number): number =>
    Math.round((done / Math.max(1, Date.now() - started)) * 1000);
  if (process.stderr.isTTY) {
    const bar = new SingleBar({
      format: `${what} {bar} {value}/{total}, {rate}/s, {eta_formatted} left`,
      etaBuffer: 50,
    });
    let drawn = false;
    return {
      at: (done, of) => {
        const payload = { rate: rate(done) };
        if (!drawn) bar.start(of, done, payload);
        drawn = true;
        bar.setTotal(of);
        bar.update(done, payload);
      },
      end: () => bar.stop(),
    };
  }
  let last = started;
  return {
    at: (done, of) => {
      if (Date.now() - last < secondsPerLine * 1000 && done < of) return;
      last = Date.now();
      const left = Math.round((of - done) / Math.max(1, rate(done)));
      console.error(`${what} ${done} of ${of}, ${rate(done)}/s, ${left} s left`);
    },
    end: () => undefined,
  };
}
