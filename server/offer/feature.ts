import type { Feature } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Offers } from './index.ts';

export const offerFeature = ({ offers }: { readonly offers: Offers }) =>
  ({
    handlers: {
      'minimumOffer:read': (author) => offers.read(author),
      'minimumOffer:change': (author, offer) => offers.change(author, offer),
      'minimumOffer:gaps': ({ pointId }) => offers.gapsForAdviser(pointId),
    } satisfies Partial<Handlers>,
  }) satisfies Feature;
