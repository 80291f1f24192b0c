-- Several of one role may be in a room: each has a series and a score of its own, by the order of coming, not by name.
alter table connection_samples add column ordinal smallint not null default 1;
alter table connection_samples drop constraint connection_samples_pkey;
alter table connection_samples add primary key (room_id, leg, ordinal, at);

alter table connection_scores add column ordinal smallint not null default 1;
alter table connection_scores drop constraint connection_scores_pkey;
alter table connection_scores add primary key (room_id, leg, ordinal);

-- What pages tried by themselves to bring media back, as events beside the series.
create table healing_steps (
  room_id uuid not null,
  leg text not null,
  ordinal smallint not null,
  at int8 not null,
  step text not null,
  primary key (room_id, leg, ordinal, at)
);
create index healing_steps_at on healing_steps (at);
