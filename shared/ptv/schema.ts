import { z } from 'zod';

/**
 * The parts that are read of what Suomi.fi's service catalogue (PTV) gives out, after the documentation of its open API, version 11. Everything is optional
 * there, and may be null. What stands beside these fields is listed (`fields.ts`), so nothing is lost in silence.
 */
const text = z.string().nullish();
const languageItem = z.looseObject({ language: text, value: text });
const listItem = z.looseObject({ language: text, value: text, type: text });
export type ListItem = z.output<typeof listItem>;
export type LanguageItem = z.output<typeof languageItem>;

const list = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

export const openingTimeSchema = z.looseObject({ dayFrom: text, dayTo: text, from: text, to: text });
export const serviceHourSchema = z.looseObject({
  serviceHourType: text,
  validFrom: text,
  validTo: text,
  isClosed: z.boolean().nullish(),
  validForNow: z.boolean().nullish(),
  isAlwaysOpen: z.boolean().nullish(),
  isReservation: z.boolean().nullish(),
  openingHour: list(openingTimeSchema),
});
export type ServiceHour = z.output<typeof serviceHourSchema>;

const phoneSchema = z.looseObject({ number: text, prefixNumber: text, isFinnishServiceNumber: z.boolean().nullish(), language: text, type: text });
export type PtvPhone = z.output<typeof phoneSchema>;
const webPageSchema = z.looseObject({ url: text, language: text });

const linkedChannel = z.looseObject({
  serviceChannel: z.looseObject({ id: text }).nullish(),
  serviceHours: list(serviceHourSchema),
});

export const ptvServiceSchema = z.looseObject({
  id: z.guid(),
  serviceNames: list(listItem),
  serviceDescriptions: list(listItem),
  languages: list(z.string()),
  keywords: list(languageItem),
  requirements: list(languageItem),
  generalDescriptionId: text,
  serviceChannels: list(linkedChannel),
  publishingStatus: text,
});
export type PtvService = z.output<typeof ptvServiceSchema>;

export const channelTypes = ['EChannel', 'WebPage', 'PrintableForm', 'Phone', 'ServiceLocation'] as const;
export const ptvChannelSchema = z.looseObject({
  id: z.guid(),
  serviceChannelType: z.enum(channelTypes),
  serviceChannelNames: list(listItem),
  serviceHours: list(serviceHourSchema),
  phoneNumbers: list(phoneSchema),
  webPages: list(webPageSchema),
  publishingStatus: text,
});
export type PtvChannel = z.output<typeof ptvChannelSchema>;
