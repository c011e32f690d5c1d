-- How long a dossier is kept, by category and outcome; '*' stands for any. The district may change
-- the rows; what is archived keeps the class it was given.
create table retention_rule (
  category text not null,
  outcome text not null check (outcome in ('*', 'AGREED', 'FAILED', 'TERMINATED')),
  retention text not null check (retention in
    ('PERMANENT', 'YEARS_60', 'YEARS_30', 'YEARS_10', 'YEARS_5', 'YEARS_3')),
  primary key (category, outcome)
);

insert into retention_rule (category, outcome, retention) values
  ('*', '*', 'YEARS_10'),
  ('*', 'AGREED', 'YEARS_30'),
  ('01', '*', 'PERMANENT'),
  ('07', '*', 'PERMANENT'),
  ('08', '*', 'PERMANENT');

-- While a hold stands, nothing of the case is destroyed.
create table legal_hold (
  id text primary key,
  case_id text not null references dispute (id),
  reason text not null,
  placed_at timestamptz not null,
  placed_by text not null references staff (id),
  released_at timestamptz,
  released_by text references staff (id),
  check ((released_at is null) = (released_by is null))
);

create index legal_hold_standing on legal_hold (case_id) where released_at is null;

-- A destruction takes two persons; the table holds it, whatever the program does.
create table destruction_list (
  id text primary key,
  state text not null check (state in ('PROPOSED', 'REFUSED', 'EXECUTED')),
  proposed_at timestamptz not null,
  proposed_by text not null references staff (id),
  decided_at timestamptz,
  decided_by text references staff (id) check (decided_by <> proposed_by),
  certificate_sha256 char(64),
  check ((state = 'PROPOSED') = (decided_by is null)),
  check ((state = 'EXECUTED') = (certificate_sha256 is not null))
);

create table destruction_item (
  list_id text not null references destruction_list (id),
  case_id text not null references dossier (case_id),
  -- why it was left out at the end, such as a hold placed meanwhile
  kept_because text,
  primary key (list_id, case_id)
);

-- Packages handed to courts and other offices.
create table handover (
  id text primary key,
  case_id text not null references dispute (id),
  kind text not null,
  recipient text not null,
  purpose text not null,
  with_records boolean not null,
  made_at timestamptz not null,
  made_by text not null references staff (id),
  tag_manifest_sha256 char(64) not null,
  -- the other side's answer: its number or decision
  answer text,
  answered_at timestamptz
);

create index handover_case on handover (case_id, made_at);
