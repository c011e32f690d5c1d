-- Copies of sealed folders in the store: what is wanted, how far it is, and that it was verified.
create table remote_copy (
  kind text not null check (kind in ('RECORDING', 'DOSSIER')),
  id text not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  last_error text,
  -- every file was read back and had the hash of the local one
  verified_at timestamptz,
  primary key (kind, id)
);

create index remote_copy_due on remote_copy (next_attempt_at) where verified_at is null;
