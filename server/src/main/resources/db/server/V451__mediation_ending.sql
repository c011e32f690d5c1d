-- Which party ended a mediation. The minutes say so; nothing else follows from it but the end.
create table mediation_ending (
  sitting_id text primary key references sitting (id),
  participant_id text not null,
  ended_at timestamptz not null
);
