import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Forms } from './index.ts';

/** A form that customer and expert fill together. */
export const formHandlers = (forms: Forms) =>
  ({
    'form:catalogue': ({ scope }) => forms.catalogue(scope),
    'form:preview': ({ scope }, input) => forms.preview(scope, input),
    'form:list': (session, input) => forms.list(session, input),
    'form:open': (session, input) => done(forms.open(session, input)),
    'form:close': (session, input) => done(forms.close(session, input)),
    'form:sync': (session, input) => forms.sync(session, input),
    'form:document': (session, input) => forms.document(session, input),
    'form:update': (session, input) => done(forms.update(session, input)),
    'form:choose': (session, input) => done(forms.choose(session, input)),
    'form:confirm': (session, input) => done(forms.confirm(session, input)),
    'form:show': (session, input) => done(forms.show(session, input)),
    'form:turn': (session, input) => done(forms.turn(session, input)),
    'form:focus': (session, input) => done(forms.focus(session, input)),
    'form:result': (session, input) => forms.result(session, input),
  }) satisfies Partial<Handlers>;
