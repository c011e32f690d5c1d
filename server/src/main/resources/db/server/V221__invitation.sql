-- A participant's links, newest last. A link is known only by the hash of its code; a new one ends
-- the one before. Its generation goes into tickets, so that ending a link ends its tickets.
create table join_link (
  participant_id text not null references sitting_participant (id),
  generation int not null check (generation > 0),
  code_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  revoked_at timestamptz,
  primary key (participant_id, generation)
);

-- Consent to taking part online: who, to which text, in which language, by which link, when.
create table online_consent (
  participant_id text not null references sitting_participant (id),
  text_version text not null,
  language text not null,
  link_generation int not null,
  given_at timestamptz not null,
  primary key (participant_id, text_version)
);
