-- Whether a parked place is that of a customer who gave no sign of life.
update calls set body = body || '{"isAbsent": false}' where state = 'parked';
