import { CircleAlert, CircleCheck, CircleDashed, Ellipsis, Headset, Hourglass, KeyRound, type LucideIcon, MonitorOff, MousePointerClick } from 'lucide-react';
import { type EmptyPoint, type FleetTerminal, warnDaysAhead } from '#shared/fleet/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import { DataTable, type TableRow } from '#client/ui/DataTable.tsx';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { type TerminalAct, terminalActs } from './acts.ts';

const looks: Readonly<Record<FleetTerminal['state'], readonly [StateKind, LucideIcon]>> = {
  notEnrolled: ['poor', KeyRound],
  offline: ['bad', MonitorOff],
  fault: ['bad', CircleAlert],
  free: ['good', CircleCheck],
  inUse: ['live', MousePointerClick],
  inQueue: ['wait', Hourglass],
  inCall: ['live', Headset],
};

type Props = DeskProps & {
  readonly terminals: readonly FleetTerminal[];
  readonly emptyPoints: readonly EmptyPoint[];
  readonly onAct: (act: TerminalAct, terminal: FleetTerminal) => void;
};

/** Each point, and under it its terminals: how it stands, when it was last heard, its last self-test, its pages, and how long it stays enrolled. */
export function TerminalTable({ catalogue, terminals, emptyPoints, onAct, roleClient }: Props) {
  const { t, inLanguage } = useTexts('fleet');
  const now = useNow(roleClient);
  const points = catalogue.points.filter(({ id }) => terminals.some(({ pointId }) => pointId === id));
  return (
    <DataTable
      caption={t('title')}
      columns={(['terminal', 'state', 'heard', 'selfTest', 'pages', 'enrolled', 'acts'] as const).map((id) => ({
        id,
        title: id === 'acts' ? <span className="visually-hidden">{t('column.acts')}</span> : t(`column.${id}`),
      }))}
      rows={[
        ...points.flatMap(({ id: pointId, names }): TableRow[] => [
          { id: `point-${pointId}`, isTotal: true, cells: [inLanguage(names)] },
          ...terminals
            .filter((terminal) => terminal.pointId === pointId)
            .map((terminal): TableRow => ({
              id: terminal.terminalId,
              testId: `fleet-${terminal.terminalId}`,
              data: { 'data-state': terminal.state },
              cells: [
                inLanguage(terminal.names),
                <StateOf key="state" terminal={terminal} now={now} />,
                <Heard key="heard" terminal={terminal} now={now} />,
                <SelfTestOf key="selfTest" terminal={terminal} />,
                <PagesOf key="pages" terminal={terminal} />,
                <Enrolled key="enrolled" terminal={terminal} now={now} onEnrol={() => onAct('enrol', terminal)} />,
                <MenuButton
                  key="acts"
                  icon={<Ellipsis aria-hidden />}
                  name={t('actsOf', { terminal: inLanguage(terminal.names) })}
                  testId={`acts-${terminal.terminalId}`}
                  acts={terminalActs
                    .filter((id) => id !== 'revoke' || terminal.enrolledUntil !== null)
                    .map((id) => ({ id, text: t(`act.${id}`), testId: `act-${id}`, onPress: () => onAct(id, terminal) }))}
                />,
              ],
            })),
        ]),
        ...emptyPoints.flatMap(({ pointId, names }): TableRow[] => [
          { id: `point-${pointId}`, isTotal: true, cells: [inLanguage(names)], testId: `emptyPoint-${pointId}` },
          { id: `none-${pointId}`, cells: [t('none')] },
        ]),
      ]}
      empty={t('none')}
    />
  );
}

type CellProps = { readonly terminal: FleetTerminal; readonly now: number };

function StateOf({ terminal: { state, codeUntil, devices }, now }: CellProps) {
  const { t } = useTexts('fleet');
  const { t: tCommon } = useTexts('common');
  const [kind, Icon] = looks[state];
  const awaits = state === 'notEnrolled' && codeUntil !== null && codeUntil > now;
  const isThere = state !== 'notEnrolled' && state !== 'offline';
  const { microphone, camera } = devices;
  return (
    <>
      <State kind={kind} look="plain" icon={<Icon aria-hidden />}>
        {t(awaits ? 'state.awaitsCode' : `state.${state}`)}
      </State>
      {isThere && microphone !== 'ok' && microphone !== 'unknown' && <p>{tCommon(`device.microphone.${microphone}`)}</p>}
      {isThere && camera !== 'ok' && camera !== 'unknown' && <p>{tCommon(`device.camera.${camera}`)}</p>}
    </>
  );
}

const freshMs = 30_000;

function Heard({ terminal: { lastHeardAt }, now }: CellProps) {
  const { t, language } = useTexts('fleet');
  if (lastHeardAt === null) return '–';
  return now - lastHeardAt < freshMs ? t('heardNow') : clockTime(lastHeardAt, language, true);
}

function SelfTestOf({ terminal: { selfTest } }: Pick<CellProps, 'terminal'>) {
  const { t, language } = useTexts('fleet');
  const { t: tConnection } = useTexts('connection');
  if (selfTest === null) {
    return (
      <State kind="off" look="plain" icon={<CircleDashed aria-hidden />}>
        {t('notTested')}
      </State>
    );
  }
  const isGood = selfTest.verdict === 'good';
  return (
    <State kind={isGood ? 'good' : 'poor'} look="plain">
      {isGood ? clockTime(selfTest.at, language, true) : tConnection(`selfTest.verdict.${selfTest.verdict}`)}
    </State>
  );
}

function PagesOf({ terminal: { pages } }: Pick<CellProps, 'terminal'>) {
  const { t } = useTexts('fleet');
  if (pages === null) return '–';
  return pages.isOutdated ? t('outdated', { build: pages.build }) : pages.build;
}

/** A terminal that is used stays enrolled, so the day is worth a word only where it is near. */
function Enrolled({ terminal: { terminalId, enrolledUntil, hasKey }, now, onEnrol }: CellProps & { readonly onEnrol: () => void }) {
  const { t, language } = useTexts('fleet');
  if (enrolledUntil === null)
    return (
      <Button kind="secondary" onPress={onEnrol} data-testid={`enrol-${terminalId}`}>
        {t('act.enrol')}
      </Button>
    );
  const isSoon = enrolledUntil - now < warnDaysAhead * 86_400_000;
  if (isSoon) {
    return (
      <State kind="poor" look="plain">
        {t('endsAt', { time: clockTime(enrolledUntil, language, true) })}
      </State>
    );
  }
  return t(hasKey ? 'withKey' : 'withoutKey');
}
