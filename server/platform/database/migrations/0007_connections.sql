-- A cause that stood at a connection, from its beginning to its end; open alerts are touched while they stand, so that those of a fallen server close by
-- themselves. subject_id of a person is emptied when it ends, so nothing personal is kept.
create table connection_alerts (
  id uuid primary key,
  leg text not null,
  subject_id text not null,
  point_id text,
  room_id uuid,
  code text not null,
  certainty text not null,
  evidence jsonb not null,
  started_at int8 not null,
  seen_at int8 not null,
  ended_at int8,
  done_by text,
  done_at int8
);
create index connection_alerts_of_point on connection_alerts (point_id, started_at) where done_at is null;
create index connection_alerts_of_room on connection_alerts (room_id, started_at);
create index connection_alerts_own on connection_alerts (subject_id) where ended_at is null;
create index connection_alerts_open on connection_alerts (seen_at) where ended_at is null;

-- Time series of a call's connections, thinned with age. No people, only what they were in the call.
create table connection_samples (
  room_id uuid not null,
  leg text not null,
  at int8 not null,
  span_ms int not null,
  score double precision,
  figures jsonb not null,
  primary key (room_id, leg, at)
);
create index connection_samples_at on connection_samples (at);

-- What remains of a call's quality when the series is gone: beside the customer's own word (F92).
create table connection_scores (
  room_id uuid not null,
  leg text not null,
  looks int not null,
  score_sum double precision not null,
  worst_score double precision not null,
  primary key (room_id, leg)
);

-- Levers that advisers pulled, and what they changed.
create table repairs (
  id uuid primary key,
  terminal_id text not null references terminals on delete cascade,
  room_id uuid,
  pulled_by text not null references staff,
  pulled_at int8 not null,
  lever jsonb not null,
  outcome text not null,
  answered_at int8,
  before jsonb,
  after jsonb
);
create index repairs_of_terminal on repairs (terminal_id, pulled_at);
-- A terminal's health over time (F13).
create table self_tests (
  terminal_id text not null references terminals on delete cascade,
  at int8 not null,
  verdict text not null,
  steps jsonb not null,
  primary key (terminal_id, at)
);

create index repairs_unmeasured on repairs (answered_at) where after is null;

alter table terminal_reports add column choices jsonb not null default '[]';
