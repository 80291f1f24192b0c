-- Which build of the pages a terminal runs, and whether the server that it spoke to had another (F13).
alter table terminal_reports add column build text;
alter table terminal_reports add column is_outdated boolean not null default false;

-- What stands at a terminal without a call stands once, whichever server saw it.
create unique index connection_alerts_of_terminal on connection_alerts (subject_id, code)
  where ended_at is null and code in ('terminalOffline', 'selfTestFailed');
