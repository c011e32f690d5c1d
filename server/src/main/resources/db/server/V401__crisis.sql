-- A crisis in a consultation: the ladder's highest level, what is to be done by when, and what came of it. Another person
-- than the counsellor looks at it afterwards.
create table counselling.crisis (
  id text primary key,
  sitting_id text not null references counselling.session (sitting_id),
  counsellor_id text not null references staff (id),
  level text not null check (level in ('L1', 'L2', 'L3')),
  raised_at timestamptz not null,
  ended_at timestamptz,
  outcome text references counselling.sealed (id),
  reviewed_at timestamptz,
  reviewed_by text references staff (id),
  review text references counselling.sealed (id),
  check ((ended_at is null) = (outcome is null)),
  check ((reviewed_at is null) = (reviewed_by is null)),
  constraint crisis_reviewed_by_another check (reviewed_by <> counsellor_id)
);
create unique index crisis_one_open on counselling.crisis (sitting_id) where ended_at is null;

create table counselling.crisis_step (
  crisis_id text not null references counselling.crisis (id),
  duty text not null,
  due_at timestamptz not null,
  done_at timestamptz,
  done_by text references staff (id),
  primary key (crisis_id, duty),
  check ((done_at is null) = (done_by is null))
);

-- Confidentiality broken for a ground, as far as needed: by two persons, or by one in imminent danger and looked at by
-- another within a day.
create table counselling.disclosure (
  id text primary key,
  sitting_id text not null references counselling.session (sitting_id),
  ground text not null check (ground in ('DANGER', 'MINOR_HARMED', 'LAW')),
  items text[] not null check (cardinality(items) > 0),
  recipient text not null references counselling.sealed (id),
  reason text not null references counselling.sealed (id),
  asked_by text not null references staff (id),
  asked_at timestamptz not null,
  approved boolean,
  decided_by text references staff (id),
  decided_at timestamptz,
  break_glass boolean not null,
  review_due_at timestamptz,
  justified boolean,
  reviewed_by text references staff (id),
  reviewed_at timestamptz,
  review text references counselling.sealed (id),
  check ((approved is null) = (decided_by is null)),
  check (break_glass = (review_due_at is not null)),
  check (not break_glass or decided_by is null),
  check ((reviewed_by is null) = (justified is null)),
  constraint disclosure_by_two check (decided_by <> asked_by),
  constraint disclosure_reviewed_by_another check (reviewed_by <> asked_by)
);
create index disclosure_sitting on counselling.disclosure (sitting_id);
