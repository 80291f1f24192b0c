-- Lines to a customer who waits (F9). Erased when the entry is accepted or leaves the queue.
create table messages (
  id uuid primary key,
  call_id uuid not null references calls (id) on delete cascade,
  sender_role text not null check (sender_role in ('adviser', 'expert')),
  sender_id text not null,
  -- The expert's agency, or the adviser's point.
  sent_from text not null,
  content jsonb not null,
  sent_at int8 not null
);
create index messages_of_call on messages (call_id, sent_at);
