-- One case, one file. Contents lie in the data folder under the document's id; what they are is here.
create table document (
  id text primary key,
  case_id text not null references dispute (id),
  kind text not null,
  title text not null,
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 char(64) not null,
  -- whose paper it is, where it is one party's
  party_id text references party (id),
  added_at timestamptz not null,
  added_by text not null references staff (id),
  -- withdrawn papers leave the list and stay in the store until the case is archived
  withdrawn_at timestamptz,
  withdrawn_by text references staff (id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);

create index document_case on document (case_id, added_at);

create table dossier (
  case_id text primary key references dispute (id),
  -- names its folder; unguessable, no number of the case
  id text not null unique,
  archived_at timestamptz not null,
  archived_by text not null references staff (id),
  tag_manifest_sha256 char(64) not null,
  bytes bigint not null,
  files int not null,
  retention text not null,
  -- the last day it is kept; null for ever
  retain_until date,
  verified_ok boolean,
  verified_at timestamptz,
  destroyed_at timestamptz
);

create index dossier_expiry on dossier (retain_until) where destroyed_at is null;

-- An archived case is read-only, whoever asks and by whatever path. What may still change is what
-- others find it by: a court's number is bound later and goes into the search.
create function archived_case_is_read_only() returns trigger language plpgsql as $$
begin
  if exists (select 1 from dispute d where d.status = 'ARCHIVED'
      and d.id = case when tg_op = 'DELETE' then old.case_id else new.case_id end) then
    raise exception 'the case is archived' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger document_of_archived_case before insert or update or delete on document
  for each row execute function archived_case_is_read_only();
create trigger party_of_archived_case before insert or update or delete on party
  for each row execute function archived_case_is_read_only();
create trigger sitting_of_archived_case before insert on sitting
  for each row execute function archived_case_is_read_only();

create function archived_dispute_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'search_text') is distinct from (to_jsonb(old) - 'search_text') then
    raise exception 'the case is archived' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end $$;

create trigger dispute_archived before update or delete on dispute
  for each row when (old.status = 'ARCHIVED') execute function archived_dispute_stays();
