-- Times are int8 milliseconds since the Unix epoch (shared/instant.ts).

create sequence view_version;
create sequence visit_number minvalue 1 maxvalue 9999 cycle;

create table agencies (
  id text primary key,
  position int not null,
  content jsonb not null
);

create table services (
  id text primary key,
  agency_id text not null references agencies,
  position int not null,
  content jsonb not null
);

create table points (
  id text primary key,
  position int not null,
  content jsonb not null
);

create table terminals (
  id text primary key,
  point_id text not null references points,
  position int not null,
  names jsonb not null
);

create table staff (
  id text primary key,
  role text not null check (role in ('expert', 'adviser')),
  display_name text not null,
  agency_id text references agencies,
  point_id text references points,
  check ((role = 'expert') = (agency_id is not null) and (role = 'adviser') = (point_id is not null))
);

create table staff_languages (
  staff_id text not null references staff on delete cascade,
  language text not null,
  level int not null check (level between 1 and 5),
  primary key (staff_id, language)
);

create table staff_services (
  staff_id text not null references staff on delete cascade,
  service_id text not null references services,
  primary key (staff_id, service_id)
);

-- Only the SHA-256 of a token is kept.
create table sessions (
  token_hash bytea primary key,
  role text not null,
  subject_id text not null,
  created_at int8 not null,
  expires_at int8 not null
);

create table access_codes (
  code_hash bytea primary key,
  role text not null,
  subject_id text not null,
  expires_at int8 not null
);

-- One row a page that is or was connected; connection_id fences out what an older socket still has to say.
create table presences (
  role text not null,
  subject_id text not null,
  node_id uuid not null,
  connection_id text not null,
  is_connected boolean not null,
  lease_until int8 not null,
  changed_at int8 not null,
  primary key (role, subject_id)
);
create index presences_lease on presences (lease_until) where is_connected;

create table expert_statuses (
  expert_id text primary key references staff on delete cascade,
  chosen jsonb not null,
  since int8 not null,
  idle_since int8 not null,
  offline_at int8
);
create index expert_statuses_offline_at on expert_statuses (offline_at) where offline_at is not null;

create table terminal_reports (
  terminal_id text primary key references terminals on delete cascade,
  devices jsonb not null,
  is_in_use boolean not null,
  reported_at int8 not null
);

create table visits (
  id uuid primary key,
  number int not null,
  terminal_id text not null references terminals,
  started_at int8 not null,
  last_active_at int8 not null,
  closed_at int8
);
create unique index visits_one_open_a_terminal on visits (terminal_id) where closed_at is null;

-- body is the call as shared/call/lifecycle.ts knows it; the other columns repeat parts of it for indexes and constraints.
create table calls (
  id uuid primary key,
  visit_id uuid not null references visits,
  terminal_id text not null,
  point_id text not null,
  agency_id text not null,
  state text not null,
  expert_id text,
  priority int not null,
  is_rejoin boolean not null,
  queued_at int8 not null,
  due_at int8,
  event_count int not null,
  body jsonb not null,
  changed_at int8 not null
);
create index calls_waiting on calls (agency_id, is_rejoin desc, priority desc, queued_at, id) where state in ('queued', 'offered');
create index calls_due on calls (due_at) where due_at is not null;
create index calls_of_visit on calls (visit_id, queued_at);
create index calls_open_at_point on calls (point_id) where state not in ('wrapUp', 'closed');
create unique index calls_one_a_terminal on calls (terminal_id) where state not in ('wrapUp', 'closed');
create unique index calls_one_an_expert on calls (expert_id) where expert_id is not null;

create table call_events (
  call_id uuid not null references calls,
  number int not null,
  at int8 not null,
  type text not null,
  expert_id text,
  event jsonb not null,
  primary key (call_id, number)
);
create index call_events_of_expert on call_events (expert_id, at) where expert_id is not null;

-- Free text is personal content: apart from the events, erased after its time.
create table call_notes (
  call_id uuid not null references calls,
  kind text not null check (kind in ('preCall', 'wrapUp')),
  note text not null,
  erase_at int8,
  primary key (call_id, kind)
);
create index call_notes_erase_at on call_notes (erase_at) where erase_at is not null;

create table help_requests (
  terminal_id text primary key references terminals on delete cascade,
  point_id text not null,
  requested_at int8 not null,
  answered_by text references staff
);
