-- A party's way to the papers of their case. Known only by the hash of its code.
create table paper_link (
  code_hash bytea primary key,
  case_id text not null references dispute (id),
  party_id text not null references party (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

create index paper_link_party on paper_link (party_id);

-- The code sent to the party's phone for a link: its hash, never itself.
create table phone_code (
  link_hash bytea primary key references paper_link (code_hash) on delete cascade,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  sends int not null,
  tries int not null,
  proven_at timestamptz
);

-- The mediator has seen the person and an identity document.
create table identity_seen (
  party_id text primary key references party (id),
  staff_id text not null references staff (id),
  seen_at timestamptz not null
);

-- One frozen version of a document and the collecting of its signatures. The content is kept byte
-- for byte: its hash is what signatures are bound to.
create table signing_round (
  id text primary key,
  case_id text not null references dispute (id),
  kind text not null check (kind in ('MINUTES', 'AGREEMENT')),
  subject_id text not null,
  version int not null,
  title text not null,
  content text not null,
  sha256 char(64) not null,
  opened_at timestamptz not null,
  opened_by text not null references staff (id),
  closed_at timestamptz,
  outcome text check (outcome in ('COMPLETED', 'REFUSED', 'WITHDRAWN')),
  check ((closed_at is null) = (outcome is null))
);

create unique index signing_round_one_open on signing_round (kind, subject_id)
  where closed_at is null;
create index signing_round_subject on signing_round (kind, subject_id, opened_at);

create table signature (
  id text primary key,
  round_id text not null references signing_round (id),
  signer_kind text not null check (signer_kind in ('PARTY', 'MEDIATOR')),
  signer_id text not null,
  name text not null,
  decision text not null check (decision in ('SIGNED', 'REFUSED')),
  reason text not null,
  -- the pen's way as data and as a picture; empty for a refusal
  strokes text not null,
  picture text not null,
  read_pages text not null,
  document_sha256 char(64) not null,
  proof text not null check (proof in ('LINK_AND_PHONE_CODE', 'SEEN_BY_MEDIATOR', 'ACCOUNT')),
  proven_by text not null,
  at timestamptz not null,
  -- SHA-256 over all of the above
  binding char(64) not null,
  unique (round_id, signer_kind, signer_id),
  check ((decision = 'SIGNED') = (strokes <> ''))
);

create function signature_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a signature is neither changed nor removed';
end $$;

create trigger signature_append_only before update or delete on signature
  for each row execute function signature_stays();

-- The finished document, signed by the server. Its id is the address of its verification page.
create table sealed_file (
  id text primary key,
  round_id text not null unique references signing_round (id),
  number text not null,
  dated timestamptz not null,
  content bytea not null,
  sha256 char(64) not null,
  -- Ed25519 over the content
  signature bytea not null,
  made_at timestamptz not null
);
