create extension if not exists btree_gist;

create table sitting (
  id text primary key,
  case_id text not null,
  platform_number text not null,
  case_number text not null,
  case_title text not null,
  centre text not null,
  kind text not null
    check (kind in ('MEDIATION', 'CONSULTATION', 'HEARING', 'EXPERT_CALL', 'LECTURE')),
  state text not null check (state in ('BOOKED', 'LOBBY_OPEN', 'IN_SESSION', 'RECESS',
    'TECH_INTERRUPTED', 'ENDED', 'CANCELLED')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place_id text,
  cancel_reason text,
  check (starts_at < ends_at)
);

create index sitting_day on sitting (starts_at);
create index sitting_case on sitting (case_id);

create table sitting_participant (
  id text primary key,
  sitting_id text not null references sitting (id),
  person_id text not null,
  name text not null,
  role text not null,
  host boolean not null,
  seat int not null,
  unique (sitting_id, person_id),
  unique (sitting_id, seat)
);

create index sitting_participant_person on sitting_participant (person_id);

-- Who and what a sitting occupies, and when: one row per person and one for the place. The
-- constraint is what makes double booking impossible, whoever races; everything else about booking
-- only words the refusal.
create table sitting_claim (
  sitting_id text not null references sitting (id),
  what text not null check (what in ('PERSON', 'PLACE')),
  occupied_id text not null,
  during tstzrange not null check (not isempty(during)),
  primary key (sitting_id, what, occupied_id),
  constraint sitting_claim_no_double_booking
    exclude using gist (what with =, occupied_id with =, during with &&)
);

-- A sitting that is over occupies nobody.
create function sitting_frees_its_claims() returns trigger language plpgsql as $$
begin
  delete from sitting_claim where sitting_id = new.id;
  return null;
end $$;

create trigger sitting_over after update of state on sitting
  for each row when (new.state in ('ENDED', 'CANCELLED'))
  execute function sitting_frees_its_claims();
