import {
  ArrowLeftRight,
  Clock,
  FileText,
  History,
  KeyRound,
  Layers,
  ListChecks,
  type LucideIcon,
  MapPin,
  MessageSquare,
  Monitor,
  Route,
  ScrollText,
  ShieldCheck,
  Users,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { AuditSection } from './audit/AuditSection.tsx';
import { ChangesSection } from './catalogue/changes/ChangesSection.tsx';
import { HoursSection } from './catalogue/hours/HoursSection.tsx';
import { PointsSection } from './catalogue/points/PointsSection.tsx';
import { ReadyMessagesSection } from './catalogue/readyMessages/ReadyMessagesSection.tsx';
import { RoutingSection } from './catalogue/routing/RoutingSection.tsx';
import { ServicesSection } from './catalogue/services/ServicesSection.tsx';
import { ExchangeSection } from './exchange/ExchangeSection.tsx';
import { FormsSection } from './forms/FormsSection.tsx';
import { OfferSection } from './offer/OfferSection.tsx';
import { PeopleSection } from './people/PeopleSection.tsx';
import { PrivacySection } from './privacy/PrivacySection.tsx';
import type { DeskProps } from './props.ts';
import { SignInMethodsSection } from './signInMethods/SignInMethodsSection.tsx';
import { TerminalsSection } from './terminals/TerminalsSection.tsx';

type SectionEntry = { readonly id: string; readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What an administrator works with, in this order. */
export const sections = [
  { id: 'services', Icon: Layers, Section: ServicesSection },
  { id: 'hours', Icon: Clock, Section: HoursSection },
  { id: 'routing', Icon: Route, Section: RoutingSection },
  { id: 'readyMessages', Icon: MessageSquare, Section: ReadyMessagesSection },
  { id: 'forms', Icon: FileText, Section: FormsSection },
  { id: 'points', Icon: MapPin, Section: PointsSection },
  { id: 'terminals', Icon: Monitor, Section: TerminalsSection },
  { id: 'people', Icon: Users, Section: PeopleSection },
  { id: 'signInMethods', Icon: KeyRound, Section: SignInMethodsSection },
  { id: 'offer', Icon: ListChecks, Section: OfferSection },
  { id: 'changes', Icon: History, Section: ChangesSection },
  { id: 'exchange', Icon: ArrowLeftRight, Section: ExchangeSection },
  { id: 'audit', Icon: ScrollText, Section: AuditSection },
  { id: 'privacy', Icon: ShieldCheck, Section: PrivacySection },
] as const satisfies readonly SectionEntry[];
export type SectionId = (typeof sections)[number]['id'];
