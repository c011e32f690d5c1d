-- What a participant was reminded of. The key, not the clock of whoever sends, makes a second
-- reminder impossible.
create table reminder (
  participant_id text not null references sitting_participant (id),
  lead text not null check (lead in ('DAY', 'TEN_MINUTES')),
  queued_at timestamptz not null,
  outbox_id text references outbox (id),
  primary key (participant_id, lead)
);

-- The message that carried a link, for its delivery to be seen.
alter table join_link add column outbox_id text references outbox (id);

-- The last equipment check of a participant. One that failed is a task until somebody saw to it or
-- a later check passed.
create table device_check (
  participant_id text primary key references sitting_participant (id),
  checked_at timestamptz not null,
  microphone boolean not null,
  camera boolean not null,
  heard boolean,
  problem text,
  browser text not null,
  handled_at timestamptz,
  handled_by text references staff (id)
);
