-- The expert panel 调解专家团: who may be called, for what, and when.
create table expert (
  staff_id text primary key references staff (id),
  category text not null
    check (category in ('LEAD_LAWYER', 'GOLD_MEDIATOR', 'COUNSELLOR', 'SOCIAL_WORKER')),
  specialties text[] not null,
  phone text not null,
  introduction text not null default '',
  -- what the order of ringing is by
  served int not null default 0,
  last_served_at timestamptz
);

create table expert_shift (
  id text primary key,
  expert_id text not null references expert (staff_id),
  during tstzrange not null check (not isempty(during)),
  constraint expert_shift_no_overlap exclude using gist (expert_id with =, during with &&)
);

-- One call for an expert into a sitting, with what is shared for it.
create table expert_call (
  id text primary key,
  sitting_id text not null references sitting (id),
  case_id text not null references dispute (id),
  specialty text not null references category (code),
  question text not null,
  asked_by text not null references staff (id),
  asked_at timestamptz not null,
  state text not null check (state in ('RINGING', 'ACCEPTED', 'UNANSWERED', 'WITHDRAWN')),
  expert_id text references expert (staff_id),
  accepted_at timestamptz,
  check ((state = 'ACCEPTED') = (expert_id is not null)),
  check ((expert_id is null) = (accepted_at is null))
);

create unique index expert_call_one_ringing on expert_call (sitting_id) where state = 'RINGING';
create index expert_call_expert on expert_call (expert_id);

create table expert_call_document (
  call_id text not null references expert_call (id),
  document_id text not null references document (id),
  primary key (call_id, document_id)
);

-- Whom a call rang, one after the other. The two partial indexes decide races: a call rings one
-- expert at a time, and an expert is rung for one call at a time.
create table expert_ring (
  call_id text not null references expert_call (id),
  turn int not null,
  expert_id text not null references expert (staff_id),
  rung_at timestamptz not null,
  expires_at timestamptz not null,
  outcome text check (outcome in ('ACCEPTED', 'DECLINED', 'MISSED', 'WITHDRAWN')),
  answered_at timestamptz,
  primary key (call_id, turn),
  unique (call_id, expert_id)
);

create unique index expert_ring_one_of_call on expert_ring (call_id) where outcome is null;
create unique index expert_ring_one_of_expert on expert_ring (expert_id) where outcome is null;
create unique index expert_ring_one_acceptance on expert_ring (call_id) where outcome = 'ACCEPTED';
