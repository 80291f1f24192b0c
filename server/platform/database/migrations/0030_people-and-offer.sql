-- One-time codes that were made for people. The code itself is in access_codes, by its hash alone.
create table staff_invitations (
  staff_id text primary key references staff on delete cascade,
  at int8 not null,
  expires_at int8 not null
);

-- What the points of an area are to offer at least, as it was agreed (F99): 'nation', or the name of a municipality in Finnish after 'municipality:'.
create table minimum_offers (
  area text primary key,
  offers jsonb not null,
  version int4 not null
);
