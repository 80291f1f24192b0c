import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('atEnd.sh', import.meta.url));
let heir: ChildProcessByStdio<Writable, null, null> | null = null;
let lastKey = 0;

/** A process that outlives this one: it sees the pipe between them close, which a SIGKILL cannot prevent. */
function startHeir(): ChildProcessByStdio<Writable, null, null> {
  // In a session of its own, so that Ctrl+C does not end it first.
  const child = spawn('bash', [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}

/**
 * Has a shell command of one line run when this process has ended, however it ends; the newest comes first. Returns how to withdraw it.
 */
export function atEnd(command: string): () => void {
  heir ??= startHeir();
  const { stdin } = heir;
  const key = (lastKey += 1);
  stdin.write(`${key} ${command}\n`);
  return () => void stdin.write(`${key}\n`);
}
