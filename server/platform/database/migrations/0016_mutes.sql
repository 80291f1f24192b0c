-- What somebody has closed in a room: no row, nothing closed. Erased with the last call of the room, or when its participant has left it.
create table mutes (
  room_id uuid not null references calls (id) on delete cascade,
  participant text not null,
  source text not null check (source in ('microphone', 'camera')),
  primary key (room_id, participant, source)
);
