import { Layers, type LucideIcon, Monitor } from 'lucide-react';
import type { ComponentType } from 'react';
import { TerminalsSection } from './terminals/TerminalsSection.tsx';
import { ServicesSection } from './catalogue/services/ServicesSection.tsx';
import type { DeskProps } from './props.ts';

type SectionEntry = { readonly id: string; readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What an administrator works with, in this order. */
export const sections = [
  { id: 'services', Icon: Layers, Section: ServicesSection },
  { id: 'terminals', Icon: Monitor, Section: TerminalsSection },
] as const satisfies readonly SectionEntry[];
export type SectionId = (typeof sections)[number]['id'];
