import { Phone } from 'lucide-react';
import { causeOf } from '#shared/connection/findings.ts';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { DeviceChooser } from '#client/features/devices/DeviceChooser.tsx';
import { Section } from '#client/ui/Card.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './ConnectionTab.module.css';
import { MyConnection } from './MyConnection.tsx';
import type { CallProps } from './props.ts';
import { useCustomerLine } from './useCustomerLine.ts';

/** What is wrong at the customer's connection, beyond what is only worth noting. A colleague who was asked has no part in it. */
export const standingIn = ({ call }: Pick<CallProps, 'call'>) =>
  call.askedBy !== null
    ? []
    : call.terminalFindings.filter(({ code }) => causeOf(code).rank !== 'notes').map((finding) => ({ ...finding, leg: 'terminal' as const }));

/** What is wrong at either end and what helps; then the telephone, and other devices. */
export function ConnectionTab(props: CallProps) {
  const { roleClient, view, catalogue, call } = props;
  const { t } = useTexts('expert');
  const { phone } = useCustomerLine(roleClient, catalogue, call);
  const findings = standingIn(props);
  return (
    <>
      {call.askedBy === null && (
        <Section title={t('tabs.customerLine')}>
          {findings.length > 0 ? <FindingList findings={findings} hasLead /> : <State kind="good">{t('call.line.good')}</State>}
        </Section>
      )}
      <MyConnection roleClient={roleClient} view={view} />
      {call.askedBy === null && phone !== undefined && (
        <Section title={t('phone.title')}>
          <p>{t('phone.text')}</p>
          <a className={styles['phone']} href={`tel:${phone.replaceAll(' ', '')}`}>
            <Phone aria-hidden />
            <span>{phone}</span>
          </a>
        </Section>
      )}
      <Section title={t('devices')}>
        <DeviceChooser roleClient={roleClient} />
      </Section>
    </>
  );
}
