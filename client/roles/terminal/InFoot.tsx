import { type ReactNode, createContext, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The free room in the frame's foot; null until the frame is drawn. */
export const FootContext = createContext<HTMLElement | null>(null);

/** Puts what a screen is worked with into the frame's foot, beside back and help, such as the buttons of a call. */
export function InFoot({ children }: { readonly children: ReactNode }) {
  const foot = useContext(FootContext);
  return foot === null ? null : createPortal(children, foot);
}
