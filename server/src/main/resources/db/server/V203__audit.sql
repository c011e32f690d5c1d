create table audit_log (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  object text not null,
  purpose text not null,
  outcome text not null,
  previous char(64) not null,
  hash char(64) not null unique
);

create index audit_log_object on audit_log (object, at);
create index audit_log_actor on audit_log (actor, at);

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$;

create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function audit_log_is_append_only();

create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function audit_log_is_append_only();
