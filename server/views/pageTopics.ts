import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Topic } from '#server/platform/changes.ts';
import type { Session } from '#server/platform/gateway/port.ts';

/** What concerns the page itself. */
export const ownTopics = (catalogue: CatalogueReader, session: Session): Topic[] => [
  session.key as Topic,
  ...(session.role === 'adviser' ? catalogue.pointsAdvisedFrom(session.pointId).map(({ id }): Topic => `point:${id}`) : []),
];

/** Whether a topic is of a queue that the page shows. */
export const queueTopicFor = (catalogue: CatalogueReader, session: Session): ((topic: Topic) => boolean) => {
  const agencyId = session.role === 'expert' || session.role === 'supervisor' ? catalogue.member(session.id)?.agencyId : undefined;
  return agencyId == null ? (topic) => topic.startsWith('agency:') : (topic) => topic === `agency:${agencyId}`;
};
