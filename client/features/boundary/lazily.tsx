import { type ComponentType, Suspense, lazy, useState } from 'react';
import type { Namespace } from '#shared/texts/namespaces.ts';
import { loadOtherLanguages, loadTexts } from '#client/app/i18n/index.ts';
import { loadPart } from '#client/app/loadPart.ts';
import type { BoundaryProps } from '#client/ui/Boundary.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { PageBoundary, PartBoundary } from './PartBoundary.tsx';

type Load<P extends object> = () => Promise<{ readonly default: ComponentType<P> }>;

function within<P extends object>(load: Load<P>, Boundary: ComponentType<BoundaryProps>): ComponentType<P> {
  return function Lazily(props: P) {
    // React remembers what failed: each try is a new part.
    const [Part, setPart] = useState(() => lazy(load));
    return (
      <Boundary onRetry={() => setPart(() => lazy(load))}>
        <Suspense fallback={<Loading />}>
          <Part {...props} />
        </Suspense>
      </Boundary>
    );
  };
}

/** A part of a page that is loaded when it is shown, with texts of its own; if that fails the rest goes on, and it can be tried again. */
export const lazyPart = <P extends object>(load: Load<P>, ...texts: readonly Namespace[]): ComponentType<P> =>
  within(async () => {
    const [part] = await Promise.all([loadPart(load), loadTexts(...texts)]);
    return part;
  }, PartBoundary);

/** A page, loaded with all the texts that it shows. */
export const lazyPage = (load: Load<object>, ...texts: readonly Namespace[]): ComponentType =>
  within(async () => {
    const [page] = await Promise.all([loadPart(load), loadTexts(...texts)]);
    loadOtherLanguages();
    return page;
  }, PageBoundary);
