-- Queue entries and bookings that customers made at a terminal in the last hour; an adviser may lift the limit, which counts from then anew.
create table terminal_entries (
  id uuid primary key,
  terminal_id text not null,
  made_at int8 not null
);
create index terminal_entries_of_terminal on terminal_entries (terminal_id, made_at);
create index terminal_entries_over on terminal_entries (made_at);

create table entry_limit_lifts (
  terminal_id text not null,
  lifted_by text not null,
  lifted_at int8 not null,
  primary key (terminal_id, lifted_at)
);
