-- The form that is open in a call (F72). Erased when the call is over.
create table call_forms (
  call_id uuid primary key references calls (id) on delete cascade,
  -- Made by the page that opened it: what is sent for a form that was open before does not get into this one.
  document_id uuid not null unique,
  form_id text not null,
  -- As it was listed when it was opened.
  titles jsonb not null,
  version text not null,
  language text not null,
  opened_at int8 not null,
  -- Counts what has changed, so that a page sees that it has missed something.
  sequence int8 not null,
  -- What is written, as one Yjs update.
  document bytea not null,
  -- Choices, who filled what, confirmations, what the expert shows.
  state jsonb not null
);
