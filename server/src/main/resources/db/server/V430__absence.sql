-- From when to when somebody of a sitting, or a part of their connection, was gone, and what was measured to be the cause.
create table absence (
  seq bigint generated always as identity primary key,
  sitting_id text not null references sitting (id),
  participant_id text not null references sitting_participant (id),
  what text not null check (what in ('CONNECTION', 'MEDIA', 'MICROPHONE', 'CAMERA')),
  cause text not null check (cause in ('NETWORK', 'CLOSED_PAGE', 'LEFT', 'DEVICE', 'SERVER')),
  began_at timestamptz not null,
  ended_at timestamptz
);
create unique index absence_open on absence (participant_id, what) where ended_at is null;
create index absence_of_sitting on absence (sitting_id, began_at);
