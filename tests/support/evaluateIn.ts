import { once } from 'node:events';
import { z } from 'zod';
import { says } from './process.ts';
import type { RunningServer } from './startApp.ts';

/** The environment of a server that can be asked; its debugger then takes a free port. */
export const askable = { NODE_OPTIONS: '--inspect-port=0' };

const answer = z.object({ result: z.object({ result: z.object({ value: z.unknown() }), exceptionDetails: z.unknown().optional() }) });

/** The value, as JSON, of an expression in the server's own process. Once for each server. Errors: it throws there. */
export async function evaluateIn(server: RunningServer, expression: string): Promise<unknown> {
  const listening = says(server.process, /Debugger listening on (ws:\S+)/);
  process.kill(server.pid, 'SIGUSR1');
  const socket = new WebSocket((await listening)[1] ?? '');
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
  const [{ data }] = (await once(socket, 'message')) as [MessageEvent];
  socket.close();
  const { result } = answer.parse(JSON.parse(String(data)));
  if (result.exceptionDetails !== undefined) throw new Error(`it throws: ${JSON.stringify(result.exceptionDetails)}`);
  return result.result.value;
}
