-- What the customer still wants to see to in this visit, before it is queued for. The id is that of the call to come.
create table visit_errands (
  call_id uuid primary key,
  visit_id uuid not null references visits,
  agency_id text not null,
  service_id text not null,
  language text not null,
  state text not null check (state in ('planned', 'joined', 'dropped', 'closed')),
  number bigserial
);
create index visit_errands_of_visit on visit_errands (visit_id, number);

-- What one agency wants another to know, for which the customer is asked on the screen.
create table shared_notes (
  id uuid primary key,
  visit_id uuid not null references visits,
  call_id uuid not null references calls,
  from_agency_id text not null,
  to_agency_id text not null,
  note text not null,
  state text not null check (state in ('asked', 'agreed', 'refused')),
  asked_at int8 not null,
  decided_at int8
);
create index shared_notes_of_visit on shared_notes (visit_id);

-- Closed by a supervisor's hand, an agency or one of its services (empty: all of them), until opened again or until then.
create table queue_closures (
  agency_id text not null references agencies,
  service_id text not null,
  closed_by text not null,
  closed_at int8 not null,
  until int8,
  primary key (agency_id, service_id)
);

-- Closed by an adviser's hand: nobody queues from the point, whatever the agencies' hours say.
create table point_closures (
  point_id text primary key references points,
  closed_by text not null,
  closed_at int8 not null
);
