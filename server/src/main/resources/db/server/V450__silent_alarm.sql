-- 静默报警: somebody in a room called for those on duty, unseen by the others. One at a time of each
-- person, until somebody on duty has answered it.
create table silent_alarm (
  id text primary key,
  sitting_id text not null references sitting (id),
  participant_id text not null,
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text references staff (id),
  remark text not null default ''
);

create unique index silent_alarm_open on silent_alarm (sitting_id, participant_id)
  where acknowledged_at is null;
