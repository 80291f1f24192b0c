/** Whose fault it is and what the other side can do about it. */
export type ErrorKind = 'invalid' | 'denied' | 'missing' | 'conflict' | 'closed' | 'busy' | 'unavailable' | 'fault';

type ErrorEntry = { readonly kind: ErrorKind; readonly http: number; readonly retry: boolean; readonly meaning: string };

/** Every code that leaves the server or is made by the pages. The texts are in shared/texts/errors. */
export const errorCodes = {
  invalidPayload: { kind: 'invalid', http: 400, retry: false, meaning: 'The payload does not fit the schema; nothing changed.' },
  unknownRequest: { kind: 'invalid', http: 404, retry: false, meaning: 'No request of that name exists.' },
  versionNotServed: { kind: 'invalid', http: 400, retry: false, meaning: 'The page speaks another version of the protocol; load it again.' },
  notSignedIn: { kind: 'denied', http: 401, retry: false, meaning: 'No valid session; sign in again.' },
  forbidden: { kind: 'denied', http: 403, retry: false, meaning: 'This role or person may not do that.' },
  badAccessCode: { kind: 'denied', http: 403, retry: false, meaning: 'The access code is wrong, used or expired.' },
  badCredentials: { kind: 'denied', http: 403, retry: false, meaning: 'The user name, password, code or passkey is wrong; which of them is not told.' },
  passwordTooCommon: { kind: 'invalid', http: 400, retry: false, meaning: 'The password is one that strangers try early; choose another.' },
  userNameTaken: { kind: 'conflict', http: 409, retry: false, meaning: 'Somebody else has that user name.' },
  notFound: { kind: 'missing', http: 404, retry: false, meaning: 'No such thing, or not yours to see.' },
  notRemote: { kind: 'conflict', http: 409, retry: false, meaning: 'The service is not served by video; its channels say where it is.' },
  unknownCode: { kind: 'conflict', http: 409, retry: false, meaning: 'The agency has no such code of its own for this outcome or referral; nothing changed.' },
  offerTaken: { kind: 'conflict', http: 409, retry: false, meaning: 'The offer was answered, withdrawn or has run out.' },
  callEnded: { kind: 'conflict', http: 409, retry: false, meaning: 'The call is over.' },
  wrongState: { kind: 'conflict', http: 409, retry: false, meaning: 'That is not possible in the present state.' },
  terminalBusy: { kind: 'conflict', http: 409, retry: false, meaning: 'The terminal already has this service request, or as many as it can.' },
  entryLimit: { kind: 'busy', http: 429, retry: false, meaning: 'The terminal has made an hour’s queue entries; the adviser can allow more.' },
  terminalOffline: { kind: 'conflict', http: 409, retry: true, meaning: 'The terminal’s page is not connected now.' },
  notPractice: { kind: 'conflict', http: 409, retry: false, meaning: 'There is no practice call at the terminal; faults are put on no other.' },
  practiceApart: { kind: 'conflict', http: 409, retry: false, meaning: 'A practice call goes to no real queue, and a real one to no practice.' },
  queueClosed: { kind: 'closed', http: 409, retry: false, meaning: 'There is no service now; `opening` in the view says when.' },
  noteNeedsConsent: { kind: 'denied', http: 403, retry: false, meaning: 'A note does not go to another agency; the customer tells it.' },
  slotTaken: { kind: 'conflict', http: 409, retry: false, meaning: 'That time is not free any more.' },
  placeClosed: { kind: 'closed', http: 409, retry: false, meaning: 'The queue in which the number had a place has closed; nothing is left of it.' },
  placeGiven: { kind: 'missing', http: 404, retry: false, meaning: 'The number was called in vain and its place is gone; join the queue again.' },
  numberOrPinWrong: { kind: 'denied', http: 403, retry: false, meaning: 'Nobody has that number, or its PIN is another; which of the two is not told.' },
  tooManyTries: { kind: 'denied', http: 429, retry: false, meaning: 'Too many wrong PINs at this terminal or of this number; the adviser helps.' },
  sameIdOtherContent: {
    kind: 'conflict',
    http: 409,
    retry: false,
    meaning: 'That id was sent before with other content, which stays in force; nothing changed.',
  },
  fieldNotYours: { kind: 'denied', http: 403, retry: false, meaning: 'The field is filled by the other side; nothing of it was taken.' },
  formUpdateRefused: { kind: 'invalid', http: 400, retry: false, meaning: 'What was written does not fit the form as it is; read the form again.' },
  formChanged: { kind: 'conflict', http: 409, retry: false, meaning: 'An answer has changed since the page showed it; nothing was confirmed.' },
  invalidChoice: { kind: 'invalid', http: 400, retry: false, meaning: 'The field has no such choice.' },
  formNotReady: { kind: 'conflict', http: 409, retry: false, meaning: 'Answers are missing, wrong, too long or not confirmed; the form is not handed on.' },
  formUnreadable: { kind: 'invalid', http: 400, retry: false, meaning: 'An answer has letters that no font of the product has.' },
  meetsInPerson: { kind: 'conflict', http: 409, retry: false, meaning: 'The number is for a time with an expert who is met at the point in person.' },
  expertBusy: { kind: 'conflict', http: 409, retry: false, meaning: 'The expert is not free now.' },
  alreadyExtended: { kind: 'conflict', http: 409, retry: false, meaning: 'Wrap-up can be extended only once.' },
  noCommonCodec: { kind: 'invalid', http: 400, retry: false, meaning: 'The given capabilities have no codec that the media server has.' },
  tooMany: { kind: 'busy', http: 429, retry: true, meaning: 'Too many requests; wait a moment.' },
  mediaUnavailable: { kind: 'unavailable', http: 503, retry: true, meaning: 'No media worker just now; the place in the queue is kept.' },
  mediaSessionGone: { kind: 'unavailable', http: 410, retry: true, meaning: 'The media session is gone; open a new one.' },
  unavailable: { kind: 'unavailable', http: 503, retry: true, meaning: 'The server cannot answer just now; try again.' },
  offline: { kind: 'unavailable', http: 503, retry: true, meaning: 'No connection to the server (made by the client).' },
  fault: { kind: 'fault', http: 500, retry: false, meaning: 'A fault of ours, logged under the given reference.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCodes;

/** What a refused request gives back: a stable code, a short English meaning for developers, parameters for the user's text. */
export type WireError = { readonly code: ErrorCode; readonly message: string; readonly params?: Record<string, string | number> };
