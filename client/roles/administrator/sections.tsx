import { Layers, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { ServicesSection } from './catalogue/services/ServicesSection.tsx';
import type { DeskProps } from './props.ts';

type SectionEntry = { readonly id: string; readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What an administrator works with, in this order. */
export const sections = [{ id: 'services', Icon: Layers, Section: ServicesSection }] as const satisfies readonly SectionEntry[];
export type SectionId = (typeof sections)[number]['id'];
