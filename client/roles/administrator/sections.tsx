import { Layers, type LucideIcon, ScrollText, ShieldCheck } from 'lucide-react';
import type { ComponentType } from 'react';
import { AuditSection } from './audit/AuditSection.tsx';
import { PrivacySection } from './privacy/PrivacySection.tsx';
import { ServicesSection } from './services/ServicesSection.tsx';
import type { DeskProps } from './props.ts';

type SectionEntry = { readonly id: string; readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What an administrator works with, in this order. */
export const sections = [
  { id: 'services', Icon: Layers, Section: ServicesSection },
  { id: 'audit', Icon: ScrollText, Section: AuditSection },
  { id: 'privacy', Icon: ShieldCheck, Section: PrivacySection },
] as const satisfies readonly SectionEntry[];
export type SectionId = (typeof sections)[number]['id'];
