-- One recording per sitting: what is stopped or cut off is continued under the same id. Files lie
-- in a folder of that id, which begins with the case's platform number.
create table recording (
  id text primary key,
  sitting_id text not null unique references sitting (id),
  case_id text not null references dispute (id),
  state text not null check (state in ('RECORDING', 'INTERRUPTED', 'SEALED')),
  started_at timestamptz not null,
  ended_at timestamptz,
  seconds double precision,
  manifest_sha256 text,
  copy_state text not null default 'NONE'
    check (copy_state in ('NONE', 'QUEUED', 'COMPOSING', 'READY', 'FAILED')),
  copy_progress double precision not null default 0,
  verified_ok boolean,
  verified_at timestamptz,
  check (state <> 'SEALED' or manifest_sha256 is not null)
);

create index recording_case on recording (case_id, started_at);
