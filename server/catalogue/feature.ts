import { Router } from 'express';
import type { Feature } from '#server/feature.ts';
import type { CatalogueReader } from './index.ts';

export const catalogueFeature = ({ catalogue }: { readonly catalogue: CatalogueReader }) =>
  ({
    routes: Router().get('/catalogue', (_request, response) => void response.json(catalogue.all)),
  }) satisfies Feature;
