import { useEffect, useState } from 'react';
import type { KnowledgeCard } from '#shared/contract/catalogue.ts';
import type { ServiceId } from '#shared/ids.ts';
import { type ActOf, noteRefusal } from '#client/app/shell/useRequest.ts';

const none: readonly KnowledgeCard[] = [];

/** The service's knowledge cards, read again when the catalogue changes. Without an answer there are none. */
export function useKnowledge(act: ActOf<'knowledge:list'>, catalogueVersion: number, serviceId: ServiceId | null): readonly KnowledgeCard[] {
  const [cards, setCards] = useState<ReadonlyMap<string, readonly KnowledgeCard[]>>(new Map());
  useEffect(() => {
    let isCurrent = true;
    void act('knowledge:list', {}, noteRefusal).then((reply) => {
      if (isCurrent && reply !== null) setCards(new Map(reply.services.map((one) => [one.serviceId, one.cards])));
    });
    return () => {
      isCurrent = false;
    };
  }, [act, catalogueVersion]);
  return serviceId === null ? none : (cards.get(serviceId) ?? none);
}
