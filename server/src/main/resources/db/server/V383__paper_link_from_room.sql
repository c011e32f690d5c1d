-- A link made in the room is not the one in the SMS: sending a new SMS must not end it.
alter table paper_link add column from_room boolean not null default false;
