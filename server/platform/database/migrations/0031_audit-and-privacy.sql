-- The audit as a chain (docs/adr/0009-audit-sealed-after-the-act.md). A row is added unsealed with the act; a job gives it its place in the chain.
alter table audit_entries
  -- The session by which somebody acted: the beginning of its hash.
  add column session text,
  -- Where the act belongs, so that each administrator sees those of their scope.
  add column agency_id text,
  add column point_id text,
  add column sequence int8,
  add column sealed_at int8,
  add column previous_hash bytea,
  add column hash bytea,
  add constraint audit_entries_sealed_check check ((sequence is null) = (hash is null) and (sequence is null) = (previous_hash is null) and (sequence is null) = (sealed_at is null));
create unique index audit_entries_sequence on audit_entries (sequence);
create index audit_entries_unsealed on audit_entries (id) where sequence is null;
create index audit_entries_of_agency on audit_entries (agency_id, id);
create index audit_entries_of_point on audit_entries (point_id, id);
-- One row: the end of the chain, and through where it has been erased, so that what is left can still be proved.
create table audit_chain (
  only_row boolean primary key default true check (only_row),
  head int8 not null,
  head_hash bytea not null,
  erased_through int8 not null,
  erased_hash bytea not null
);
insert into audit_chain (head, head_hash, erased_through, erased_hash)
values (0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

create function refuse_audit_update() returns trigger language plpgsql as $$
begin
  if old.sequence is null and new.sequence is not null
    and (old.id, old.at, old.actor, old.session, old.act, old.object, old.outcome, old.details, old.agency_id, old.point_id)
      is not distinct from (new.id, new.at, new.actor, new.session, new.act, new.object, new.outcome, new.details, new.agency_id, new.point_id)
  then return new;
  end if;
  raise exception 'an audit entry is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_update before update on audit_entries for each row execute function refuse_audit_update();

-- What retention erases is a whole beginning of the chain, up to the row that it has noted in audit_chain first.
create function refuse_audit_delete() returns trigger language plpgsql as $$
begin
  if old.sequence is not null and old.sequence <= (select erased_through from audit_chain) then return old; end if;
  raise exception 'an audit entry is never deleted before its time' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_delete before delete on audit_entries for each row execute function refuse_audit_delete();

create function refuse_audit_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is never emptied' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_truncate before truncate on audit_entries for each statement execute function refuse_audit_truncate();

-- When what is personal has gone, a call belongs to no visit any more.
alter table calls alter column visit_id drop not null;
create index calls_to_strip on calls (changed_at) where state = 'closed' and visit_id is not null;
create index calls_stripped on calls (changed_at) where visit_id is null;
create index call_ratings_at on call_ratings (at);
