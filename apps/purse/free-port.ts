import { createServer } from 'node:net';
import { codeOf, ExplainedError, messageOf } from '#apps/service/explained.js';

/** Throws an ExplainedError where a service could not listen on a port; 0 is always free. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.on('error', (error) => {
      reject(explain(host, port, error));
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve();
      });
    });
  });
}

function explain(host: string, port: number, error: unknown): ExplainedError {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ExplainedError(
        `Port ${port} of ${host} is taken by another program: stop that one, or choose another port, as in "PORT=${port + 1} npm start".`,
      );
    case 'EACCES':
      return new ExplainedError(
        `Port ${port} needs rights that this user does not have: choose one above 1023, as in "PORT=3000 npm start".`,
      );
    default:
      return new ExplainedError(`Port ${port} of ${host} cannot be used: ${messageOf(error)}.`);
  }
}
