import { onboardingSteps } from '#shared/onboarding/contract.ts';
import { ChangesSection } from '#client/roles/administrator/catalogue/changes/ChangesSection.tsx';
import { HoursSection } from '#client/roles/administrator/catalogue/hours/HoursSection.tsx';
import { PointsSection } from '#client/roles/administrator/catalogue/points/PointsSection.tsx';
import { ReadyMessagesSection } from '#client/roles/administrator/catalogue/readyMessages/ReadyMessagesSection.tsx';
import { RoutingSection } from '#client/roles/administrator/catalogue/routing/RoutingSection.tsx';
import { ServicesSection } from '#client/roles/administrator/catalogue/services/ServicesSection.tsx';
import type { Act, DeskProps } from '#client/roles/administrator/props.ts';
import { administratorAnswers, administratorView } from './administratorDesk.ts';
import { catalogue } from './catalogue.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const sections = { ServicesSection, HoursSection, PointsSection, RoutingSection, ReadyMessagesSection, ChangesSection };

/** What a section asks for is there; every press is left without an answer. */
const act: Act = (name) => Promise.resolve((administratorAnswers[name] ?? null) as never);
const props: DeskProps = { roleClient: stillFace('administrator', administratorView), view: administratorView, catalogue, act, done: onboardingSteps };

/** The sections of the administrator's page about the catalogue. */
export const AdministratorDesk = () => (
  <>
    {Object.entries(sections).map(([name, Section]) => (
      <Stage key={name} title={`administrator / ${name}`}>
        <Section {...props} />
      </Stage>
    ))}
  </>
);
