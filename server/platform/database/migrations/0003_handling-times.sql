-- The newest handled calls of an agency, for the estimate of the wait.
create index calls_handled on calls (agency_id, changed_at desc) where state = 'closed';
