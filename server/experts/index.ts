export {
  type Able,
  type Candidate,
  type StoredStatus,
  agenciesWithCandidates,
  countAbleOfServices,
  countOnDuty,
  countOnDutyOf,
  lockCandidates,
  readAble,
  readDay,
  readStatus,
  readTeam,
} from './store.ts';
export { createExperts, type Experts } from './service.ts';
