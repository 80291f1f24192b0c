-- A planned errand whose matter another call has taken over, by a transfer or a hand-over, is told from one that was queued for itself.
alter table visit_errands drop constraint visit_errands_state_check;
alter table visit_errands add constraint visit_errands_state_check check (state in ('planned', 'joined', 'takenOver', 'dropped', 'closed'));
