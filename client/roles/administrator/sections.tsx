import { Clock, History, Layers, type LucideIcon, MapPin, MessageSquare, Route } from 'lucide-react';
import type { ComponentType } from 'react';
import { ChangesSection } from './catalogue/changes/ChangesSection.tsx';
import { HoursSection } from './catalogue/hours/HoursSection.tsx';
import { PointsSection } from './catalogue/points/PointsSection.tsx';
import { ReadyMessagesSection } from './catalogue/readyMessages/ReadyMessagesSection.tsx';
import { RoutingSection } from './catalogue/routing/RoutingSection.tsx';
import { ServicesSection } from './catalogue/services/ServicesSection.tsx';
import type { DeskProps } from './props.ts';

type SectionEntry = { readonly id: string; readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What an administrator works with, in this order. */
export const sections = [
  { id: 'services', Icon: Layers, Section: ServicesSection },
  { id: 'hours', Icon: Clock, Section: HoursSection },
  { id: 'points', Icon: MapPin, Section: PointsSection },
  { id: 'routing', Icon: Route, Section: RoutingSection },
  { id: 'readyMessages', Icon: MessageSquare, Section: ReadyMessagesSection },
  { id: 'changes', Icon: History, Section: ChangesSection },
] as const satisfies readonly SectionEntry[];
export type SectionId = (typeof sections)[number]['id'];
