-- Several persons at one device: who has none of their own sits at another's.
alter table sitting_participant add column device text references sitting_participant (id);
alter table sitting_participant add constraint sitting_participant_device check (device <> id);
