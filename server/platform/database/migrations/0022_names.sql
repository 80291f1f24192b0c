-- Tables and columns by the field's own words (docs/glossary.md).
alter table queue_lanes rename to routing_targets;
alter table routing_targets rename column opens_at to eligible_from;
alter index queue_lanes_order rename to routing_targets_order;
alter index queue_lanes_of_call rename to routing_targets_of_call;

alter table visit_errands rename to visit_service_requests;
alter table visit_service_requests rename constraint visit_errands_state_check to visit_service_requests_state_check;
alter index visit_errands_of_visit rename to visit_service_requests_of_visit;

alter table call_feelings rename to call_ratings;
alter table call_ratings rename column feeling to rating;
alter index call_feelings_of_room rename to call_ratings_of_room;

alter table repairs rename to remote_action_runs;
alter table remote_action_runs rename column pulled_by to run_by;
alter table remote_action_runs rename column pulled_at to run_at;
alter table remote_action_runs rename column lever to remote_action;
alter index repairs_of_terminal rename to remote_action_runs_of_terminal;
update remote_action_runs set remote_action = (remote_action - 'lever') || jsonb_build_object('remoteAction', remote_action -> 'lever') where remote_action ? 'lever';
