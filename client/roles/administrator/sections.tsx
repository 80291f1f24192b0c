import {
  ArrowLeftRight,
  Clock,
  Flag,
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
import { StartSection } from './onboarding/StartSection.tsx';
import { PeopleSection } from './people/PeopleSection.tsx';
import { PrivacySection } from './privacy/PrivacySection.tsx';
import type { DeskProps } from './props.ts';
import type { SectionId } from './sectionIds.ts';
import { SignInMethodsSection } from './signInMethods/SignInMethodsSection.tsx';
import { TerminalsSection } from './terminals/TerminalsSection.tsx';

type SectionEntry = { readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What each section shows. */
export const sections: Readonly<Record<SectionId, SectionEntry>> = {
  start: { Icon: Flag, Section: StartSection },
  services: { Icon: Layers, Section: ServicesSection },
  hours: { Icon: Clock, Section: HoursSection },
  routing: { Icon: Route, Section: RoutingSection },
  readyMessages: { Icon: MessageSquare, Section: ReadyMessagesSection },
  forms: { Icon: FileText, Section: FormsSection },
  points: { Icon: MapPin, Section: PointsSection },
  terminals: { Icon: Monitor, Section: TerminalsSection },
  people: { Icon: Users, Section: PeopleSection },
  signInMethods: { Icon: KeyRound, Section: SignInMethodsSection },
  offer: { Icon: ListChecks, Section: OfferSection },
  changes: { Icon: History, Section: ChangesSection },
  exchange: { Icon: ArrowLeftRight, Section: ExchangeSection },
  audit: { Icon: ScrollText, Section: AuditSection },
  privacy: { Icon: ShieldCheck, Section: PrivacySection },
};
