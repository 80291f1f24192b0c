-- Times booked with an expert who visits the point (F33). No person is named: the number is all that the customer has.
create table visiting_bookings (
  id uuid primary key,
  agency_id text not null,
  service_id text not null,
  point_id text not null,
  starts_at int8 not null,
  number int not null,
  language text not null,
  booked_at int8 not null,
  unique (service_id, point_id, starts_at),
  unique (point_id, number)
);
create index visiting_bookings_of_agency on visiting_bookings (agency_id, starts_at);
create index visiting_bookings_over on visiting_bookings (starts_at);
