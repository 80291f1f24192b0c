import type { z } from 'zod';
import { catalogueSchema } from '#shared/contract/catalogue.ts';
import { importAnswerSchema, importRequestSchema } from '#shared/exchange/http.ts';
import { wallSchema } from '#shared/contract/wall.ts';
import {
  accessCodeSchema,
  demoPeopleSchema,
  demoStageSchema,
  handshakeSchema,
  installedLanguagesSchema,
  sessionInfoSchema,
  textsSchema,
  signOutSchema,
  stageRequestSchema,
  subjectSchema,
} from '#shared/contract/http.ts';

type HttpRoute = { readonly route: string; readonly summary: string; readonly body: z.ZodType | null; readonly answer: z.ZodType | null };

/** The handshake's `auth` is listed with the routes: it is no request either. */
export const httpRoutes: readonly HttpRoute[] = [
  { route: 'handshake', summary: 'The `auth` object of the Socket.IO handshake.', body: handshakeSchema, answer: null },
  { route: 'GET /api/catalogue', summary: 'Agencies with their services, points with their terminals. Public.', body: null, answer: catalogueSchema },
  {
    route: 'GET /api/languages',
    summary: 'The languages that terminals offer, and which texts the installation has of its own. Public.',
    body: null,
    answer: installedLanguagesSchema,
  },
  {
    route: 'GET /api/texts/{language}/{namespace}',
    summary: 'Texts of the installation’s own, over those of the page. Public.',
    body: null,
    answer: textsSchema,
  },
  {
    route: 'GET /api/exchange/export',
    summary: 'What the administrator looks after, as one document of the form that `GET /api/exchange/schema.json` gives. Needs the administrator’s session.',
    body: null,
    answer: null,
  },
  {
    route: 'POST /api/exchange/import',
    summary:
      'Says what such a document would add, change and retire, or everything that is wrong with it, and does it unless it is a dry run. Needs the administrator’s session. At most 16 MB.',
    body: importRequestSchema,
    answer: importAnswerSchema,
  },
  { route: 'GET /api/session', summary: 'The roles for which this browser holds a session.', body: null, answer: sessionInfoSchema },
  {
    route: 'GET /api/wall',
    summary: 'What a wallboard shows: the figures of the supervisor’s agency, without persons. Needs the supervisor’s session.',
    body: null,
    answer: wallSchema,
  },
  { route: 'GET /api/demo/people', summary: 'Demo mode: whom one may choose to be.', body: null, answer: demoPeopleSchema },
  {
    route: 'POST /api/demo/sign-in',
    summary: 'Demo mode: signs in as the given subject and sets the role’s cookie.',
    body: subjectSchema,
    answer: subjectSchema,
  },
  {
    route: 'POST /api/demo/stage',
    summary:
      'Demo mode: three who fit together for a visit, each with a token of an hour. It goes in the handshake’s `auth`, and over HTTP as `Authorization: Bearer`, which goes before cookies.',
    body: stageRequestSchema,
    answer: demoStageSchema,
  },
  { route: 'POST /api/sign-in', summary: 'Signs in with a one-time access code and sets the role’s cookie.', body: accessCodeSchema, answer: subjectSchema },
  { route: 'POST /api/sign-out', summary: 'Ends the role’s session; answers `{}`.', body: signOutSchema, answer: null },
];
