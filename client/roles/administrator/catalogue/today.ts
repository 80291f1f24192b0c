import type { AdministratorView } from '#shared/contract/views/index.ts';
import { dateIn } from '#client/app/i18n/openingText.ts';

/** The calendar's day in Finland at the view's time, such as 2026-12-01. */
export const todayOf = ({ now }: Pick<AdministratorView, 'now'>): string => dateIn(now);
