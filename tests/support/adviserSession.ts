import type { AdviserId, PointId } from '#shared/ids.ts';

/** The session of the adviser of Mikkeli. */
export const mikkeliAdviser = {
  role: 'adviser',
  id: 'adviser-mikkeli-1' as AdviserId,
  pointId: 'mikkeli' as PointId,
  connectionId: '',
  key: 'adviser:adviser-mikkeli-1' as `adviser:${AdviserId}`,
} as const;
