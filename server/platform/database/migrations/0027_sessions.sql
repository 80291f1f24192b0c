-- What one sees of one's own sessions: a name that opens nothing, the kind of browser, and when it was last used.
alter table sessions add column id uuid not null default gen_random_uuid();
alter table sessions add column browser text not null default 'other';
alter table sessions add column system text not null default 'other';
alter table sessions add column last_used_at int8 not null default 0;
update sessions set last_used_at = created_at;
-- The limit that no use moves; null for a terminal, whose session is renewed for as long as it is used.
alter table sessions add column ends_at int8;
update sessions set ends_at = expires_at where role <> 'terminal';
-- Where the subject belonged when it was opened: who has another task from now on signs in again. Null for sessions from before.
alter table sessions add column place text;
-- A terminal's P-256 key (SPKI). Where there is one, each connection proves that it has the private half.
alter table sessions add column public_key bytea;
create unique index sessions_id on sessions (id);
create index sessions_subject on sessions (role, subject_id);
-- To be sent away once, with the session left as it is: the terminal has been moved.
alter table presences add column is_recalled boolean not null default false;
