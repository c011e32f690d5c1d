create table agreement (
  id text primary key,
  case_id text not null references dispute (id),
  channel text not null
    check (channel in ('PEOPLE', 'COURT_ONLINE', 'COURT_DELEGATED', 'LABOUR')),
  form text not null check (form in ('WRITTEN', 'ORAL')),
  state text not null
    check (state in ('DRAFT', 'REVIEWED', 'SIGNING', 'EFFECTIVE', 'REFUSED', 'CHANGED')),
  -- how it is signed; decided when signing begins
  way text check (way in ('ELECTRONIC', 'PAPER')),
  version int not null,
  reviewed_by text,
  review_note text,
  reviewed_at timestamptz,
  reached_at timestamptz,
  sealed_by text references staff (id),
  sealed_at timestamptz,
  effective_at timestamptz,
  -- the scan of a paper signed by hand, in the case's file
  scan_document_id text,
  -- the agreement this one was written in place of
  replaces text references agreement (id),
  begun_at timestamptz not null,
  begun_by text not null references staff (id),
  check ((state = 'EFFECTIVE') <= (effective_at is not null))
);

create index agreement_case on agreement (case_id, begun_at);

create table agreement_version (
  agreement_id text not null references agreement (id),
  version int not null,
  text text not null,
  saved_at timestamptz not null,
  saved_by text not null references staff (id),
  primary key (agreement_id, version)
);
