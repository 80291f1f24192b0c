-- Administrators, and what each looks after: {"kind": "nation"}, or an agency, a municipality or a point.
alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check check (role in ('expert', 'adviser', 'supervisor', 'administrator'));
alter table staff add column scope jsonb;
alter table staff add constraint staff_administrator_check check ((role = 'administrator') = (scope is not null));

-- One row: grows with every change of agencies, services, points, terminals and people, so that each server sees that there was one.
create table catalogue_version (
  only_row boolean primary key default true check (only_row),
  version int4 not null
);
insert into catalogue_version (version) values (1);

-- Who did what (F108). Rows are only ever added.
create table audit_entries (
  id int8 generated always as identity primary key,
  at int8 not null,
  -- {"kind": "staff", "role": ..., "id": ...}, {"kind": "terminal", "id": ...}, {"kind": "system"} or {"kind": "unknown"}.
  actor jsonb not null,
  act text not null,
  -- What it was done to: {"kind": ..., "id": ...}; null where it is the actor alone.
  object jsonb,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  -- Ids and codes only, never texts that somebody wrote about a person.
  details jsonb not null default '{}'
);
create index audit_entries_at on audit_entries (at);
