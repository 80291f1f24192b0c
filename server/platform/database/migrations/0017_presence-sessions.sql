-- By which session a page is connected, so that whoever is signed out is sent away wherever they are connected. Null when there is none any more.
alter table presences add column session_hash bytea;
