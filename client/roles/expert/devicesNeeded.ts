import type { ExpertStatus } from '#shared/expert/status.ts';

/** Whether an expert of this status needs camera and microphone open: ready for customers or with one, and not on a break or writing. */
export function needsDevices(status: ExpertStatus['status']): boolean {
  switch (status) {
    case 'available':
    case 'offered':
    case 'inCall':
      return true;
    case 'wrapUp':
    case 'break':
    case 'away':
    case 'missed':
    case 'offline':
      return false;
  }
}
