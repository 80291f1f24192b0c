-- Regional offices are records of their own: each is changed by itself.
create table units (
  id text primary key,
  agency_id text not null references agencies,
  position int not null,
  content jsonb not null
);
insert into units (id, agency_id, position, content)
  select units.unit ->> 'id', a.id, (units.ordinal - 1)::int, units.unit
  from agencies a cross join jsonb_array_elements(coalesce(a.content -> 'units', '[]')) with ordinality as units (unit, ordinal);
update agencies set content = content - 'units';

-- When a record is in force: {"from": day, "to": day, "endedAt": ms}; null for always. Agencies, services, units and points have it in their content.
alter table terminals add column validity jsonb;
alter table staff add column validity jsonb;

-- The day for which the version was raised last: what begins or ends with a day is read anew then.
alter table catalogue_version add column as_of text not null default '';

-- What administrators have changed. Rows are only ever added.
create table catalogue_changes (
  id uuid primary key,
  number int8 generated always as identity unique,
  author_id text not null,
  at int8 not null,
  note text not null,
  undo_of uuid unique references catalogue_changes
);

-- Each record of a change as it was and as it became; null where it was not there.
create table catalogue_change_records (
  change_id uuid not null references catalogue_changes on delete cascade,
  kind text not null check (kind in ('agency', 'unit', 'service', 'point', 'terminal', 'staff')),
  record_id text not null,
  before jsonb,
  after jsonb,
  primary key (change_id, kind, record_id)
);
create index catalogue_change_records_of_record on catalogue_change_records (kind, record_id);

-- What an administrator has begun and not yet taken into use.
create table catalogue_drafts (
  id uuid primary key,
  author_id text not null,
  records jsonb not null,
  note text not null,
  saved_at int8 not null
);
create index catalogue_drafts_of_author on catalogue_drafts (author_id);

-- Each round of routing that offered something: the calls it gave away, who was free and in what state, and by which settings. Ids and figures only, so that
-- other settings can be tried on what has been (what-if). Erased after its time.
create table routing_rounds (
  id int8 generated always as identity primary key,
  agency_id text not null,
  at int8 not null,
  settings jsonb not null,
  calls jsonb not null,
  experts jsonb not null,
  assignments jsonb not null
);
create index routing_rounds_of_agency on routing_rounds (agency_id, at);
create index routing_rounds_at on routing_rounds (at);
