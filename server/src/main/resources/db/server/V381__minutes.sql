-- The minutes of a sitting, written while it goes on.
create table minutes (
  id text primary key,
  sitting_id text not null unique references sitting (id),
  case_id text not null references dispute (id),
  state text not null check (state in ('WRITING', 'SIGNING', 'SIGNED')),
  version int not null,
  shared_at timestamptz,
  begun_at timestamptz not null,
  begun_by text not null references staff (id)
);

create index minutes_case on minutes (case_id);

create table minutes_version (
  minutes_id text not null references minutes (id),
  version int not null,
  text text not null,
  saved_at timestamptz not null,
  saved_by text not null references staff (id),
  primary key (minutes_id, version)
);

-- What a party says is written down wrongly, and what the mediator did about it.
create table minutes_correction (
  id text primary key,
  minutes_id text not null references minutes (id),
  version int not null,
  party_id text not null references party (id),
  text text not null,
  asked_at timestamptz not null,
  accepted boolean,
  answer text,
  answered_by text references staff (id),
  answered_at timestamptz,
  check ((answered_at is null) = (accepted is null))
);

create index minutes_correction_minutes on minutes_correction (minutes_id, asked_at);
