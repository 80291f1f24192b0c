import { defineEvent, defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import {
  administratorViewChangeSchema,
  administratorViewSchema,
  adviserViewChangeSchema,
  adviserViewSchema,
  expertViewChangeSchema,
  expertViewSchema,
  supervisorViewChangeSchema,
  supervisorViewSchema,
  terminalViewChangeSchema,
  terminalViewSchema,
} from '#shared/contract/views/index.ts';

export const viewsContract = {
  requests: {
    'terminal:sync': defineRequest({
      summary: 'The terminal’s whole view. Ask after every connect.',
      roles: ['terminal'],
      input: nothing,
      reply: terminalViewSchema,
      refusals: ['notFound'],
    }),
    'expert:sync': defineRequest({
      summary: 'The expert desk’s whole view. Ask after every connect.',
      roles: ['expert'],
      input: nothing,
      reply: expertViewSchema,
      refusals: ['notFound'],
    }),
    'adviser:sync': defineRequest({
      summary: 'The adviser desk’s whole view. Ask after every connect.',
      roles: ['adviser'],
      input: nothing,
      reply: adviserViewSchema,
      refusals: ['notFound'],
    }),
    'supervisor:sync': defineRequest({
      summary: 'The supervisor desk’s whole view. Ask after every connect.',
      roles: ['supervisor'],
      input: nothing,
      reply: supervisorViewSchema,
      refusals: ['notFound'],
    }),
    'administrator:sync': defineRequest({
      summary: 'The administrator’s whole view. Ask after every connect.',
      roles: ['administrator'],
      input: nothing,
      reply: administratorViewSchema,
      refusals: ['notFound'],
    }),
  },
  events: {
    'terminal:view': defineEvent({ summary: 'What has changed in the terminal’s view.', roles: ['terminal'], payload: terminalViewChangeSchema }),
    'expert:view': defineEvent({ summary: 'What has changed in the expert desk’s view.', roles: ['expert'], payload: expertViewChangeSchema }),
    'adviser:view': defineEvent({ summary: 'What has changed in the adviser desk’s view.', roles: ['adviser'], payload: adviserViewChangeSchema }),
    'supervisor:view': defineEvent({ summary: 'What has changed in the supervisor desk’s view.', roles: ['supervisor'], payload: supervisorViewChangeSchema }),
    'administrator:view': defineEvent({
      summary: 'What has changed in the administrator’s view.',
      roles: ['administrator'],
      payload: administratorViewChangeSchema,
    }),
  },
} as const;
