-- Whoever takes part in a hearing without being a party reads and signs its transcript, too
-- (CPL 150): a link, an identity seen and a wish are a party's or such a participant's.
alter table paper_link
  alter column party_id drop not null,
  add column participant_id text references sitting_participant (id),
  add column holder_id text generated always as (coalesce(party_id, participant_id)) stored,
  add check (num_nonnulls(party_id, participant_id) = 1);

alter table identity_seen drop constraint identity_seen_pkey;
alter table identity_seen
  alter column party_id drop not null,
  add column participant_id text references sitting_participant (id),
  add column holder_id text generated always as (coalesce(party_id, participant_id)) stored primary key,
  add check (num_nonnulls(party_id, participant_id) = 1);

alter table minutes_correction
  alter column party_id drop not null,
  add column participant_id text references sitting_participant (id),
  add check (num_nonnulls(party_id, participant_id) = 1);

alter table signature drop constraint signature_signer_kind_check;
alter table signature add constraint signature_signer_kind_check
  check (signer_kind in ('PARTY', 'PARTICIPANT', 'MEDIATOR', 'COURT'));
