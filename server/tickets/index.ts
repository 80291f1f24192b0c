export { type PinHashing, scryptHashing } from './pin.ts';
export { type PinIssue, issueAgain } from './ticket.rules.ts';
export { forgetTriesOf } from './store.ts';
export { createTickets, type NewPin, readOverridesOfPoints, type Tickets } from './service.ts';
