export { demandSame, demandSameCall, isSameService } from './sameAct.ts';
export { countEntries, recordEntry } from './entryLimitStore.ts';
export {
  type Visit,
  closeVisit,
  endNumber,
  eraseVisits,
  insertVisit,
  lockVisit,
  moveVisit,
  nextNumber,
  putPin,
  readAwayVisit,
  readKnownIds,
  readLastOfNumber,
  readOpenVisit,
  readPinIssue,
  readPlan,
  readVisitNumber,
} from './store.ts';
export type { ServiceRequest } from './requestedService.ts';
export { createVisits, type Visits } from './service.ts';
