import {
  Armchair,
  BadgeCheck,
  BookOpen,
  BriefcaseBusiness,
  Building2,
  Bus,
  Calculator,
  FilePen,
  FileText,
  Globe,
  GraduationCap,
  HeartHandshake,
  House,
  IdCard,
  Landmark,
  type LucideIcon,
  Megaphone,
  MessageCircle,
  Scale,
  School,
  ScrollText,
  Signature,
  Toolbox,
} from 'lucide-react';
import type { Agency } from '#shared/contract/catalogue.ts';
import styles from './AgencyIcon.module.css';

export const hues = ['blue', 'teal', 'navy', 'clay', 'plum', 'cyan', 'rose', 'amber', 'action'] as const;
export type Hue = (typeof hues)[number];

/** What an agency is known by, by the icon that the catalogue names. */
const signs: Readonly<Record<string, { readonly Icon: LucideIcon; readonly hue: Hue }>> = {
  HeartHandshake: { Icon: HeartHandshake, hue: 'blue' },
  Calculator: { Icon: Calculator, hue: 'teal' },
  BadgeCheck: { Icon: BadgeCheck, hue: 'navy' },
  House: { Icon: House, hue: 'clay' },
  BriefcaseBusiness: { Icon: BriefcaseBusiness, hue: 'plum' },
  Globe: { Icon: Globe, hue: 'cyan' },
  Scale: { Icon: Scale, hue: 'rose' },
  Building2: { Icon: Building2, hue: 'amber' },
};
const unknownSign = { Icon: Landmark, hue: 'navy' } as const;

/** The errands that have an icon of their own, until the catalogue names one for each. */
const errandIcons: Readonly<Record<string, LucideIcon>> = {
  'fpa.housingAllowance': House,
  'fpa.unemployment': BriefcaseBusiness,
  'fpa.studentAid': GraduationCap,
  'fpa.pension': Armchair,
  'tax.taxCard': IdCard,
  'tax.taxReturn': FilePen,
  'tax.inheritance': ScrollText,
  'police.passport': BookOpen,
  'police.identityCard': IdCard,
  'police.eventNotice': Megaphone,
  'dvv.movingNotice': House,
  'dvv.certificate': FileText,
  'dvv.name': Signature,
  'dvv.marriage': HeartHandshake,
  'te.jobSeeker': BriefcaseBusiness,
  'te.training': GraduationCap,
  'te.employmentPlan': FilePen,
  'municipality.dayCare': School,
  'municipality.school': Bus,
  'municipality.buildingPermit': Toolbox,
};

type Props = {
  readonly agency: Pick<Agency, 'icon'>;
  /** Of this errand, in the agency's hue. */
  readonly serviceId?: string;
  readonly isSmall?: boolean;
};

/** An agency, or one of its errands, by sign and hue; always beside its name. */
export function AgencyIcon({ agency, serviceId, isSmall = false }: Props) {
  const { Icon, hue } = signs[agency.icon] ?? unknownSign;
  const Errand = serviceId === undefined ? Icon : (errandIcons[serviceId] ?? MessageCircle);
  return <IconPlate Icon={Errand} hue={hue} isSmall={isSmall} />;
}

type PlateProps = { readonly Icon: LucideIcon; readonly hue: Hue; readonly isSmall?: boolean };

/** The plate under a tile's icon. */
export const IconPlate = ({ Icon, hue, isSmall = false }: PlateProps) => (
  <span className={`${styles['icon']} ${isSmall ? styles['small'] : ''}`} data-hue={hue} aria-hidden>
    <Icon />
  </span>
);
