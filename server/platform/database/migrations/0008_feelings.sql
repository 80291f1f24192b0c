-- How the customer found a call (F92), beside the room's connection_scores; of nobody in particular.
create table call_feelings (
  call_id uuid primary key,
  room_id uuid not null,
  feeling smallint not null,
  at int8 not null
);
create index call_feelings_of_room on call_feelings (room_id);
