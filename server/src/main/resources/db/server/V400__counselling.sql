-- Counselling 心理咨询 lies in a schema of its own, which nobody but the server's role may use. What is confidential
-- (phones, names, places, notes) is in counselling.sealed and nowhere else, encrypted under the key of its owner.
create schema counselling;
revoke all on schema counselling from public;

-- A counsellor's key, wrapped by the master key, which is not in the database. A key that was replaced is destroyed.
create table counselling.data_key (
  owner_id text not null,
  version int not null check (version > 0),
  suite text not null check (suite in ('AES_256_GCM', 'SM4_GCM')),
  master_version int not null,
  wrapped bytea,
  made_at timestamptz not null,
  retired_at timestamptz,
  primary key (owner_id, version),
  check ((wrapped is null) = (retired_at is not null))
);

create table counselling.sealed (
  id text primary key,
  owner_id text not null,
  key_version int not null,
  content bytea not null,
  foreign key (owner_id, key_version) references counselling.data_key (owner_id, version)
);
create index sealed_owner on counselling.sealed (owner_id, key_version);

-- Weekly working hours, in minutes of the local day; slots of an hour are cut from their beginning.
create table counselling.working_hours (
  counsellor_id text not null references staff (id),
  weekday int not null check (weekday between 1 and 7),
  from_minute int not null check (from_minute >= 0),
  to_minute int not null check (to_minute <= 1440),
  primary key (counsellor_id, weekday, from_minute),
  check (to_minute - from_minute >= 60),
  constraint working_hours_no_overlap
    exclude using gist (counsellor_id with =, weekday with =, int4range(from_minute, to_minute) with &&)
);

create table counselling.number_counter (
  year int primary key,
  last int not null
);

-- One person with one counsellor, known to everybody else by the number. The phone is found again by its mark, a keyed
-- hash of it.
create table counselling.client (
  id text primary key,
  number text not null unique,
  counsellor_id text not null references staff (id),
  alias text not null,
  age_band text not null check (age_band in ('ADULT', 'YOUTH', 'CHILD')),
  phone text not null references counselling.sealed (id),
  phone_mark bytea not null,
  guardian text references counselling.sealed (id),
  guardian_phone text references counselling.sealed (id),
  guardian_code_hash bytea unique,
  guardian_signed_at timestamptz,
  made_at timestamptz not null,
  unique (counsellor_id, phone_mark)
);
create index client_phone on counselling.client (phone_mark);

-- The wish to book, before the phone is proven. Sealed under the desk's own key; swept after a day.
create table counselling.request (
  code_hash bytea primary key,
  alias text not null,
  age_band text not null check (age_band in ('ADULT', 'YOUTH', 'CHILD')),
  phone text not null references counselling.sealed (id),
  guardian text references counselling.sealed (id),
  guardian_phone text references counselling.sealed (id),
  made_at timestamptz not null
);

-- Six digits sent to a phone for a request or to a guardian: their hash, never themselves.
create table counselling.phone_code (
  subject_hash bytea primary key,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  sends int not null,
  tries int not null,
  proven_at timestamptz
);

-- One consultation: the sitting, whose it is, and what either side said before it. Messages that wait are those of the
-- outbox.
create table counselling.session (
  sitting_id text primary key references sitting (id),
  client_id text not null references counselling.client (id),
  counsellor_id text not null references staff (id),
  client_seat text not null references sitting_participant (id),
  counsellor_seat text not null references sitting_participant (id),
  messages text[] not null,
  place text references counselling.sealed (id),
  contact text references counselling.sealed (id),
  contact_phone text references counselling.sealed (id),
  counsellor_place text references counselling.sealed (id),
  closed_at timestamptz
);
create index session_client on counselling.session (client_id);
create index session_counsellor on counselling.session (counsellor_id);

-- Whoever cancels a consultation, its reminders are not sent.
create function counselling.withdraw_messages() returns trigger language plpgsql as $$
begin
  delete from outbox where state = 'QUEUED' and id in
    (select unnest(messages) from counselling.session where sitting_id = new.id);
  return null;
end $$;
create trigger consultation_cancelled after update of state on sitting
  for each row when (new.kind = 'CONSULTATION' and new.state = 'CANCELLED')
  execute function counselling.withdraw_messages();

-- What was signed, byte for byte, and the signature over its hash.
create table counselling.sheet (
  id text primary key,
  client_id text not null references counselling.client (id),
  sitting_id text references sitting (id),
  kind text not null check (kind in ('CONFIDENTIALITY', 'RECORDING', 'GUARDIAN')),
  content text not null,
  sha256 char(64) not null,
  signer_kind text not null check (signer_kind in ('CLIENT', 'GUARDIAN')),
  signer_id text not null,
  signature_id text not null unique,
  signature text not null references counselling.sealed (id),
  signed_at timestamptz not null,
  binding char(64) not null
);
create index sheet_sitting on counselling.sheet (sitting_id, kind);
create function counselling.sheet_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a signature is neither changed nor removed';
end $$;
create trigger sheet_append_only before update or delete on counselling.sheet
  for each row execute function counselling.sheet_stays();

-- Notes are versions: the newest counts, none is changed.
create table counselling.note (
  id text primary key,
  sitting_id text not null references counselling.session (sitting_id),
  version int not null check (version > 0),
  content text not null references counselling.sealed (id),
  written_at timestamptz not null,
  unique (sitting_id, version)
);

-- A recording belongs to a dispute or to the client of a consultation.
alter table recording drop constraint recording_case_id_fkey;
alter table recording_alarm drop constraint recording_alarm_case_id_fkey;
