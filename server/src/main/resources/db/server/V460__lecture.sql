-- The open address of a lecture. Nobody listens without having been invited unless there is one.
create table lecture_address (
  sitting_id text primary key references sitting (id),
  -- it stands on posters and opens the way to listening alone, so it is kept as it is
  code text not null unique,
  opened_by text not null references staff (id),
  opened_at timestamptz not null,
  closed_at timestamptz
);

-- Who came by it, beside the name: where from, if they said.
create table lecture_listener (
  participant_id text primary key references sitting_participant (id),
  village text not null
);

-- From when to when somebody was in a lecture; the last line is open while they are.
create table attendance (
  participant_id text not null references sitting_participant (id),
  came_at timestamptz not null,
  went_at timestamptz check (went_at >= came_at),
  primary key (participant_id, came_at)
);

create unique index attendance_one_open on attendance (participant_id) where went_at is null;
