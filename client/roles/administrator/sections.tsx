import { ArrowLeftRight, KeyRound, Layers, ListChecks, type LucideIcon, Monitor, ScrollText, ShieldCheck, Users } from 'lucide-react';
import type { ComponentType } from 'react';
import { AuditSection } from './audit/AuditSection.tsx';
import { ServicesSection } from './catalogue/services/ServicesSection.tsx';
import { ExchangeSection } from './exchange/ExchangeSection.tsx';
import { OfferSection } from './offer/OfferSection.tsx';
import { PeopleSection } from './people/PeopleSection.tsx';
import { PrivacySection } from './privacy/PrivacySection.tsx';
import { SignInMethodsSection } from './signInMethods/SignInMethodsSection.tsx';
import type { DeskProps } from './props.ts';
import { TerminalsSection } from './terminals/TerminalsSection.tsx';

type SectionEntry = { readonly id: string; readonly Icon: LucideIcon; readonly Section: ComponentType<DeskProps> };

/** What an administrator works with, in this order. */
export const sections = [
  { id: 'services', Icon: Layers, Section: ServicesSection },
  { id: 'terminals', Icon: Monitor, Section: TerminalsSection },
  { id: 'people', Icon: Users, Section: PeopleSection },
  { id: 'signInMethods', Icon: KeyRound, Section: SignInMethodsSection },
  { id: 'offer', Icon: ListChecks, Section: OfferSection },
  { id: 'exchange', Icon: ArrowLeftRight, Section: ExchangeSection },
  { id: 'audit', Icon: ScrollText, Section: AuditSection },
  { id: 'privacy', Icon: ShieldCheck, Section: PrivacySection },
] as const satisfies readonly SectionEntry[];
export type SectionId = (typeof sections)[number]['id'];
