-- Whose side an agent, a helper or an interpreter is on; parties are on their own by their role.
alter table sitting_participant add column side text
  check (side in ('CLAIMING', 'RESPONDING', 'THIRD'));

-- What was written in a caucus stays in it, but for what its mediator passes on.
alter table room_chat add column room text not null default 'MAIN';
alter table room_chat add column room_key text not null default '';
alter table room_chat add column passed_on boolean not null default false;

-- How far the procedure of a sitting is, as of the last step.
create table room_procedure (
  sitting_id   text        primary key,
  procedure    jsonb       not null,
  turn_ends_at timestamptz
);

-- Every step taken, in order; nothing is ever changed here.
create table room_step (
  seq            bigint generated always as identity primary key,
  sitting_id     text        not null,
  participant_id text        not null,
  act            text        not null,
  step           jsonb       not null,
  at             timestamptz not null
);
create index room_step_by_sitting on room_step (sitting_id, seq);
