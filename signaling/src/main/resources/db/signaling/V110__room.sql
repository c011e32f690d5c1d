-- What a live room must still know after its process died. Keyed by sitting, in the order things happened.

create table room_seat (
  sitting_id     text        not null,
  participant_id text        not null,
  -- let in by a host once: comes straight back in
  admitted       boolean     not null default false,
  -- the sentence of the host who removed them; they cannot come back
  removed_reason text,
  -- waiting since; null when not in the lobby
  knocked_at     timestamptz,
  microphone     boolean     not null default false,
  camera         boolean     not null default false,
  speaker        boolean     not null default false,
  browser        text        not null default '',
  primary key (sitting_id, participant_id)
);

create table room_chat (
  seq            bigint generated always as identity primary key,
  id             text        not null unique,
  sitting_id     text        not null,
  participant_id text        not null,
  name           text        not null,
  at             timestamptz not null,
  line           text        not null
);
create index room_chat_by_sitting on room_chat (sitting_id, seq);

-- Every answer ever given is kept: the last one of a text version counts.
create table room_consent (
  seq            bigint generated always as identity primary key,
  sitting_id     text        not null,
  participant_id text        not null,
  text_version   text        not null,
  given          boolean     not null,
  at             timestamptz not null
);
create index room_consent_by_sitting on room_consent (sitting_id, seq);

create table room_recording (
  sitting_id      text primary key,
  consent_asked   boolean     not null default false,
  -- on since; null while off
  recording_since timestamptz
);
