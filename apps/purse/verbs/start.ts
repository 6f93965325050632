import { InvalidArgumentError, type Command } from 'commander';
import { readSettings } from '#apps/service/settings.js';
import { startService } from '#apps/service/start.js';
import { requireFreePort } from '../free-port.js';
import { progressOf } from '../progress.js';

/** For requests under way and connections to close; then the process ends as it is. */
const STOP_SECONDS_MAX = 10;

const PORT_MAX = 65_535;

export function register(program: Command): void {
  program
    .command('start')
    .description('start the service and its web pages, with a database of its own if none is named')
    .option('-p, --port <number>', 'the port to listen on, instead of PORT or 3000', portIn)
    .action(start);
}

/** As PORT may be; what is said on the command line is used wrongly, not set wrongly. */
function portIn(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX) return text;
  throw new InvalidArgumentError(`Write a whole number from 0 to ${PORT_MAX}.`);
}

async function start({ port }: { port?: string }): Promise<void> {
  const settings = readSettings(port === undefined ? process.env : { ...process.env, PORT: port });
  const told = toldToStop();
  await requireFreePort(settings.host, settings.port);

  const progress = {
    views: progressOf('Making the views anew for this release: event', false),
    example: progressOf('Loading the example place: step', false),
  };
  const end = (): void => Object.values(progress).forEach((each) => each.end());
  const starting = startService(settings, (what, done, of) => progress[what].at(done, of));
  void told.then(() => {
    setTimeout(() => {
      console.error('The service did not stop in time; what it had recorded is safe.');
      process.exit(1);
    }, STOP_SECONDS_MAX * 1000).unref();
  });
  const service = await starting.finally(end);
  console.log(`Common Purse is at ${service.url} (Ctrl-C stops it).`);
  for (const line of service.howToSignIn) console.log(line);
  await told;
  console.log('Stopping …');
  await service.stop();
  console.log('Stopped.');
}

/** Resolves at the first signal; a terminal and npm may each send one for the same Ctrl-C. */
async function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}
