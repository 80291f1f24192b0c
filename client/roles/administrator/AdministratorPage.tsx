import { Toaster } from 'sonner';
import { Link, useRoute } from 'wouter';
import type { AdministratorView } from '#shared/contract/views/index.ts';
import type { OnboardingStep } from '#shared/onboarding/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { OwnAccount } from '#client/features/account/OwnAccount.tsx';
import { OwnSettings } from '#client/app/shell/OwnSettings.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { useToastedRequest } from '#client/app/shell/useToastedRequest.ts';
import { roleClientOf, useCatalogue, useView } from '#client/app/state/roleClient.ts';
import { PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { DeskBar } from '#client/ui/DeskBar.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import styles from './AdministratorPage.module.css';
import type { DeskProps } from './props.ts';
import { NextStep } from './onboarding/NextStep.tsx';
import { nextStep } from './onboarding/steps.ts';
import { useOnboarding } from './onboarding/useOnboarding.ts';
import { type SectionId, sectionIds } from './sectionIds.ts';
import { sections } from './sections.tsx';

/** The administrator's page: what one looks after, in sections. */
export default function AdministratorPage() {
  const roleClient = roleClientOf('administrator');
  const view = useView(roleClient);
  const catalogue = useCatalogue(roleClient);
  return (
    <SignallingGate roleClient={roleClient} isReady={view !== null && catalogue !== null}>
      {view !== null && catalogue !== null && <Desk roleClient={roleClient} view={view} catalogue={catalogue} />}
    </SignallingGate>
  );
}

function Desk(props: Omit<DeskProps, 'act' | 'done'>) {
  const { roleClient } = props;
  const { t } = useTexts('administrator');
  const act = useToastedRequest(roleClient);
  const { done, isShown } = useOnboarding(props);
  const [, params] = useRoute<{ readonly section?: string }>('/administrator/:section?');
  const next = done === null ? null : nextStep(done);
  const wanted = sectionIds.find((id) => id === params?.section);
  // Which section is first is known only when it is known what is done.
  const shown = wanted ?? (done !== null && next === null ? 'services' : 'start');
  return (
    <div className={styles['desk']}>
      <DeskBar name={t('title')} place={<Place {...props} />} heading={t('title')}>
        <OwnSettings roleClient={roleClient} />
        <OwnAccount desk="administrator" />
        <SignOut roleClient={roleClient} isInCall={false} />
      </DeskBar>
      <div className={styles['body']}>
        <Sections shown={shown} hasStart={isShown || shown === 'start'} />
        <main className={styles['main']} data-next={isShown && shown !== 'start'} data-testid="administration">
          {done === null && shown === 'start' ? <Loading /> : <Shown {...props} act={act} done={done ?? []} shown={shown} next={next} isShown={isShown} />}
        </main>
      </div>
      <Toaster position="bottom-center" closeButton />
    </div>
  );
}

type ShownProps = DeskProps & { readonly shown: SectionId; readonly next: OnboardingStep | null; readonly isShown: boolean };

function Shown({ shown, next, isShown, ...desk }: ShownProps) {
  const { Section } = sections[shown];
  return (
    <PartBoundary key={shown}>
      {isShown && shown !== 'start' && <NextStep step={next} shown={shown} />}
      <Section {...desk} />
    </PartBoundary>
  );
}

/** The sections, as links: each has an address of its own. */
function Sections({ shown, hasStart }: { readonly shown: SectionId; readonly hasStart: boolean }) {
  const { t } = useTexts('administrator');
  return (
    <nav className={styles['sections']} aria-label={t('sections.label')}>
      {sectionIds
        .filter((id) => id !== 'start' || hasStart)
        .map((id) => {
          const { Icon } = sections[id];
          return (
            <Link key={id} href={`/administrator/${id}`} aria-current={id === shown ? 'page' : undefined} data-testid={`section-${id}`}>
              <Icon aria-hidden />
              {t(`sections.${id}`)}
            </Link>
          );
        })}
    </nav>
  );
}

/** Who is here, and what they look after. */
function Place({ view, catalogue }: { readonly view: AdministratorView; readonly catalogue: DeskProps['catalogue'] }) {
  const { t, inLanguage } = useTexts('administrator');
  const { agencyName } = useCatalogueTexts(catalogue);
  const { displayName, scope } = view.administrator;
  const placeOf = (): string => {
    switch (scope.kind) {
      case 'nation':
        return t('nation');
      case 'agency':
        return agencyName(scope.agencyId);
      case 'municipality':
        return scope.municipality;
      case 'point': {
        const point = catalogue.points.find(({ id }) => id === scope.pointId);
        return point === undefined ? scope.pointId : inLanguage(point.names);
      }
    }
  };
  return `${displayName}, ${placeOf()}`;
}
