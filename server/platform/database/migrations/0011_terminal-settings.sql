-- What is set by hand at a terminal, so that the desk shows it (F53).
alter table terminal_reports add column settings jsonb;
