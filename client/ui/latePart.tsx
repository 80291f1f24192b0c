import { type ComponentType, useEffect, useState } from 'react';
import { loadPart } from '#client/app/loadPart.ts';
import { Loading } from './Loading.tsx';

type Load<P extends object> = () => Promise<{ readonly default: ComponentType<P> }>;

/**
 * A part that is loaded before it is needed, when the page has time, and then drawn at once: `Part`, and `load`, which loads it (it rejects when it
 * cannot be had; the next try may). One that is shown earlier says so when it takes long, where something is missed meanwhile; one that cannot be had fails into the boundary around it.
 */
export function latePart<P extends object>(load: Load<P>, meanwhile: 'loading' | 'nothing' = 'loading') {
  let loaded: ComponentType<P> | null = null;
  const get = async (): Promise<ComponentType<P>> => {
    loaded ??= (await loadPart(load)).default;
    return loaded;
  };
  function Part(props: P) {
    const [Content, setContent] = useState(() => loaded);
    const [fault, setFault] = useState<unknown>(null);
    useEffect(() => {
      if (Content === null) get().then((part) => setContent(() => part), setFault);
    }, [Content]);
    if (fault !== null) throw fault;
    if (Content !== null) return <Content {...props} />;
    return meanwhile === 'loading' ? <Loading /> : null;
  }
  return { Part, load: get };
}
