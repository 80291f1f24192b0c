import type { Notes } from './notes.ts';

type Fields = { readonly read: readonly string[]; readonly notKept: readonly string[] };

/** What both services and channels have beside their content, and what says nothing to a customer. */
const administrative = ['sourceId', 'versionId', 'modified', 'security', 'availableLanguages', 'responsibleSoteOrganization', 'areaType', 'areas'];

/** Fields of version 11: those that are read, and those that are known and have no place here. All others are unknown. */
const serviceFields: Fields = {
  read: ['id', 'serviceNames', 'serviceDescriptions', 'languages', 'keywords', 'requirements', 'generalDescriptionId', 'serviceChannels', 'publishingStatus'],
  notKept: [
    ...administrative,
    'type',
    'fundingType',
    'serviceChargeType',
    'legislation',
    'serviceVouchersInUse',
    'serviceVouchers',
    'subType',
    'serviceClasses',
    'ontologyTerms',
    'targetGroups',
    'lifeEvents',
    'industrialClasses',
    'organizations',
    'serviceCollections',
    'mainOrganization',
    'serviceProducers',
    'municipalities',
  ],
};
const channelFields: Fields = {
  read: ['id', 'serviceChannelType', 'serviceChannelNames', 'serviceHours', 'phoneNumbers', 'webPages', 'publishingStatus', 'services'],
  notKept: [
    ...administrative,
    'serviceChannelDescriptions',
    'languages',
    'channelId',
    'organizationId',
    'serviceCollections',
    'ontologyTerms',
    'areaMunicipalities',
    'isVisibleForAll',
    'supportPhones',
    'supportEmails',
    'signatureQuantity',
    'requiresSignature',
    'requiresAuthentication',
    'attachments',
    'accessibilityClassification',
    'oid',
    'displayNameType',
    'addresses',
    'formIdentifier',
    'channelUrls',
    'deliveryAddresses',
  ],
};
const linkFields: Fields = {
  read: ['serviceChannel', 'serviceHours'],
  notKept: ['serviceChargeType', 'description', 'isASTIConnection', 'ownerReferenceId', 'extraTypes', 'contactDetails', 'digitalAuthorizations', 'modified'],
};
const hourFields: Fields = {
  read: [
    'serviceHourType',
    'validFrom',
    'validTo',
    'isClosed',
    'validForNow',
    'isAlwaysOpen',
    'isReservation',
    'openingHour',
    'orderNumber',
    'ownerReferenceId',
  ],
  notKept: ['additionalInformation'],
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

function listFields(object: Readonly<Record<string, unknown>>, place: string, { read, notKept }: Fields, notes: Notes): void {
  for (const [field, value] of Object.entries(object)) {
    if (read.includes(field) || isEmpty(value)) continue;
    notes.add(notKept.includes(field) ? 'notKept' : 'unknownField', `${place}.${field}`);
  }
}

type WithHours = { readonly serviceHours: readonly Readonly<Record<string, unknown>>[] };
const listHours = ({ serviceHours }: WithHours, place: string, notes: Notes): void => {
  for (const hour of serviceHours) listFields(hour, `${place}.serviceHours`, hourFields, notes);
};

type LinkLike = Readonly<Record<string, unknown>> & WithHours;

/** Lists what stands in a service that is not read. */
export function listServiceFields(service: Readonly<Record<string, unknown>> & { readonly serviceChannels: readonly LinkLike[] }, notes: Notes): void {
  listFields(service, 'service', serviceFields, notes);
  for (const link of service.serviceChannels) {
    listFields(link, 'service.serviceChannels', linkFields, notes);
    listHours(link, 'service.serviceChannels', notes);
  }
}

/** Lists what stands in a service channel that is not read. */
export function listChannelFields(channel: Readonly<Record<string, unknown>> & WithHours, notes: Notes): void {
  listFields(channel, 'channel', channelFields, notes);
  listHours(channel, 'channel', notes);
}
