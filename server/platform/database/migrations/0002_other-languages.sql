-- Customers say which other languages they can do with; a call that lost its expert remembers which one.
update calls set body = body - 'rejoin' || jsonb_build_object(
  'otherLanguages', '[]'::jsonb
) || case when body ? 'rejoin' then jsonb_build_object(
  'lostExpertId', case when (body ->> 'rejoin')::boolean then (
    select event -> 'lostExpertId' from call_events
    where call_id = calls.id and type = 'EntryRequeued' order by number desc limit 1
  ) end
) else '{}'::jsonb end;
