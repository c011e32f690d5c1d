-- Nobody has digits sent to a phone again and again by asking anew each time.
alter table counselling.request add column phone_mark bytea not null default ''::bytea;
alter table counselling.request alter column phone_mark drop default;
create index request_phone on counselling.request (phone_mark);

-- What was written to one another in a consultation is not kept: it would lie there for others to read.
create function counselling.forget_chat() returns trigger language plpgsql as $$
begin
  delete from room_chat where sitting_id = new.id;
  return null;
end $$;
create trigger consultation_over after update of state on sitting
  for each row when (new.kind = 'CONSULTATION' and new.state in ('ENDED', 'CANCELLED'))
  execute function counselling.forget_chat();
