-- The newest handled calls of a service, for the estimate of the wait.
create index calls_handled_of_service on calls (agency_id, service_id, changed_at desc) where state = 'closed';

-- Who is to be called back later, or has booked: the desks look ahead.
create index calls_called_back on calls (agency_id) where state = 'awaitingCallback';

-- Why an expert has sent the customer back to the adviser (F43); empty where the customer asked.
alter table help_requests add column reason text, add column from_agency_id text;
