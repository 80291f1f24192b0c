import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';

type Situation = {
  readonly source: MediaSource;
  /** Whether the device gives anything. */
  readonly isThere: boolean;
  /** Whether the server lets this page send. */
  readonly isSending: boolean;
  readonly isMuted: boolean;
  readonly quality: QualityLevel;
};

/** What is sent of a source: what it gives, still pictures of it, or not one packet. */
export function formSent({ source, isThere, isSending, isMuted, quality }: Situation): 'nothing' | 'still' | 'whole' {
  if (!isThere || !isSending || isMuted) return 'nothing';
  if (source === 'microphone') return 'whole';
  if (quality === 'audioOnly') return 'nothing';
  return quality === 'still' ? 'still' : 'whole';
}
