import { useEffect, useState } from 'react';
import type { EventPayload } from '#shared/contract/index.ts';
import type { Face } from '#client/state/face.ts';

type Line = EventPayload<'connection:said'>;

/** More than fit on the screen would not be read. */
const linesAtMost = 20;

/** Lines of text in this call, oldest first, and a way to note one's own; they go with the call. */
export function useSaid(face: Face<'terminal'> | Face<'expert'> | Face<'adviser'>, callId: string | null) {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const add = (line: Line): void => setLines((known) => [...known, line].slice(-linesAtMost));
  useEffect(() => (face as Face<'expert'>).connection.on('connection:said', add), [face]);
  return { lines: lines.filter((line) => line.callId === callId), add };
}
