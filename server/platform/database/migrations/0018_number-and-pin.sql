-- A number calls its customer, and a PIN shows that it is theirs (server/tickets). Of the PIN only a salted hash is kept, as long as the number answers to something.
alter table visits add column pin_hash text, add column pin_issued_at int8, add column pin_terminal_id text;
alter table visiting_bookings add column pin_hash text, add column pin_issued_at int8, add column pin_terminal_id text;
create index visits_with_pin on visits (closed_at) where pin_hash is not null;

-- Numbers are drawn at random among those that nobody at the point holds or has held lately.
drop sequence visit_number;
create index visits_open_at_point on visits (point_id) where closed_at is null;
create index visits_closed_at_point on visits (point_id, closed_at) where closed_at is not null;
create table ended_numbers (
  point_id text not null,
  number int not null,
  ended_at int8 not null,
  primary key (point_id, number)
);
create index ended_numbers_ended on ended_numbers (ended_at);

-- Every entry of a number and a PIN, until it has proved right.
create table pin_tries (
  id uuid primary key,
  terminal_id text not null,
  point_id text not null,
  number int not null,
  at int8 not null
);
create index pin_tries_of_terminal on pin_tries (terminal_id, at);
create index pin_tries_of_number on pin_tries (point_id, number);
create index pin_tries_at on pin_tries (at);

-- What an adviser has done with a customer's number without the PIN. It names nobody but the adviser.
create table number_overrides (
  id uuid primary key,
  at int8 not null,
  adviser_id text not null,
  point_id text not null,
  number int not null,
  deed text not null check (deed in ('answered', 'moved', 'cancelled', 'pinIssued'))
);
create index number_overrides_of_point on number_overrides (point_id, at);
create index number_overrides_at on number_overrides (at);
