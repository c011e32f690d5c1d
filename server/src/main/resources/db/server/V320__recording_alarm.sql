-- Differences between what should have been recorded and what is stored. Settled by a person with a
-- remark, or by 'system' when the difference is gone.
create table recording_alarm (
  id text primary key,
  kind text not null check (kind in ('NOT_STORED', 'UNKNOWN', 'NOT_SEALED', 'SEAL_MISSING',
    'SEAL_CHANGED', 'INCOMPLETE', 'NOT_WHOLE')),
  subject text not null,
  case_id text references dispute (id),
  details text[] not null,
  raised_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  remark text,
  unique (kind, subject, details)
);

create index recording_alarm_open on recording_alarm (raised_at) where settled_at is null;
