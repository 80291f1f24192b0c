import type { Logger } from 'pino';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { Finding } from '#shared/connection/hysteresis.ts';

/** Tells operations when the media server begins not to keep up, once however many connections suffer from it, and when it does again. */
export function watchOverload(logger: Logger): (participant: ParticipantKey, findings: readonly Finding[]) => void {
  const suffering = new Set<ParticipantKey>();
  return (participant, findings) => {
    const overload = findings.find(({ code }) => code === 'serverOverloaded');
    if (overload !== undefined) {
      if (suffering.size === 0) logger.error({ evidence: overload.evidence }, 'the media server cannot keep up');
      suffering.add(participant);
    } else if (suffering.delete(participant) && suffering.size === 0) logger.info('the media server keeps up again');
  };
}
