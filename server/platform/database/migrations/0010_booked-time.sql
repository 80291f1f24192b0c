-- What has booked a time stands at its arrival till the time comes; whether it has come, and who was moved by a supervisor, is said in the call.
update calls set body = body || '{"isBookedTime": false, "isMoved": false}';
update calls set rank_at = queued_at - priority * 600000,
  due_at = least(due_at, (body ->> 'bookedFor')::int8)
where body ->> 'bookedFor' is not null and state in ('queued', 'parked', 'awaitingCallback');

create index visits_of_number on visits (point_id, number);
