-- Priority is a head start of ten minutes a level (shared/queue/rank.ts); rank_at is when the call counts as having come.
alter table calls add column rank_at int8;
update calls set rank_at = queued_at - priority::int8 * 600000;
alter table calls alter column rank_at set not null;
drop index calls_waiting;
create index calls_waiting on calls (agency_id, is_rejoin desc, rank_at, id) where state in ('queued', 'offered');
