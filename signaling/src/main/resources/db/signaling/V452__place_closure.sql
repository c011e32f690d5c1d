-- Time for which a place is closed. A closure claims the place as a sitting does, so that the one
-- constraint keeps sittings and closures apart, whoever races.
create table place_closure (
  id text primary key,
  reason text not null
);

alter table sitting_claim
  drop constraint sitting_claim_pkey,
  alter column sitting_id drop not null,
  add column closure_id text references place_closure (id) on delete cascade,
  add constraint sitting_claim_of_one check (num_nonnulls(sitting_id, closure_id) = 1);

create unique index sitting_claim_of_sitting on sitting_claim (sitting_id, what, occupied_id);
create unique index sitting_claim_of_closure on sitting_claim (closure_id);
