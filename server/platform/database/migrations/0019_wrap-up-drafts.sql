-- What an expert has chosen and typed in a wrap-up that is still open. It goes when the call closes; the note then follows call_notes.
create table wrap_up_drafts (
  call_id uuid primary key references calls on delete cascade,
  outcome_code text,
  referral text,
  note text not null
);
