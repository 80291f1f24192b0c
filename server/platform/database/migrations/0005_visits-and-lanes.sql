-- Calls that share their media are in one room; who has booked goes first at their time; an expert may ask a colleague about a call.
update calls set body = body || jsonb_build_object('bookedFor', null, 'roomId', id, 'consultation', null);
update call_events set event = event || jsonb_build_object(
  'facts', event -> 'facts' || jsonb_build_object('bookedFor', null, 'roomId', call_id), 'consultationOf', null
) where type = 'EntryQueued';
update calls set body = jsonb_set(body, '{advisers}', (
  select coalesce(jsonb_agg(adviser || '{"role": "adviser"}'), '[]') from jsonb_array_elements(body -> 'advisers') adviser
)) where body ? 'advisers';
update call_events set event = event || '{"role": "adviser"}' where type = 'AdviserJoined';
alter table calls add column room_id uuid, add column service_id text, add column consultation_of uuid, add column ended_at int8;
update calls set room_id = id, service_id = body ->> 'serviceId',
  ended_at = coalesce((body ->> 'endedAt')::int8, (body ->> 'closedAt')::int8);
alter table calls alter column room_id set not null, alter column service_id set not null;
create index calls_of_room on calls (room_id) where state not in ('wrapUp', 'closed');
create index calls_consulting on calls (consultation_of) where consultation_of is not null;

create index calls_connected on calls (agency_id, queued_at) where state in ('connecting', 'active', 'onHold');

-- Several errands of a visit may wait at once; only one may have the customer.
drop index calls_one_a_terminal;
create index calls_open_at_terminal on calls (terminal_id) where state not in ('wrapUp', 'closed');
create unique index calls_one_engaged_a_terminal on calls (terminal_id)
  where state in ('offered', 'connecting', 'active', 'onHold') and consultation_of is null;
drop index calls_waiting;
create index calls_waiting on calls (agency_id, is_rejoin desc, rank_at, id)
  where state in ('queued', 'offered', 'parked', 'awaitingCallback', 'summoned');

create index calls_arrivals on calls (agency_id, queued_at desc)
  where state in ('queued', 'offered', 'parked', 'awaitingCallback', 'summoned');

-- Where a call that could be offered now may look for experts, and from when on (server/routing/lanes.ts). Rows are there only while it could.
create table queue_lanes (
  call_id uuid not null references calls on delete cascade,
  agency_id text not null,
  service_id text not null,
  language text not null,
  unit_id text not null,
  opens_at int8 not null,
  is_rejoin boolean not null,
  rank_at int8 not null
);
create index queue_lanes_order on queue_lanes (agency_id, service_id, language, unit_id, is_rejoin desc, rank_at, call_id);
create index queue_lanes_of_call on queue_lanes (call_id);

-- A visit whose customer is called back later holds no terminal meanwhile.
alter table visits alter column terminal_id drop not null, add column point_id text;
update visits v set point_id = t.point_id from terminals t where t.id = v.terminal_id;
alter table visits alter column point_id set not null;

alter table staff add column unit_id text;
alter table staff drop constraint staff_role_check, drop constraint staff_check;
alter table staff add constraint staff_role_check check (role in ('expert', 'adviser', 'supervisor')),
  add constraint staff_scope_check check ((role in ('expert', 'supervisor')) = (agency_id is not null) and (role = 'adviser') = (point_id is not null));
create index staff_of_agency on staff (agency_id);
alter table staff_services add column level int not null default 1 check (level between 1 and 9);
