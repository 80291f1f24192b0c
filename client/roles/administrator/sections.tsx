import { KeyRound, Layers, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { SignInMethodsSection } from './signInMethods/SignInMethodsSection.tsx';
import { ServicesSection } from './services/ServicesSection.tsx';
import type { DeskProps } from './props.ts';

type SectionEntry = { readonly id: string; readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What an administrator works with, in this order. */
export const sections = [
  { id: 'services', Icon: Layers, Section: ServicesSection },
  { id: 'signInMethods', Icon: KeyRound, Section: SignInMethodsSection },
] as const satisfies readonly SectionEntry[];
export type SectionId = (typeof sections)[number]['id'];
