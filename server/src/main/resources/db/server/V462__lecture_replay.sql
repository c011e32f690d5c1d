-- Since when the recording of a lecture may be watched by its open address; not before its host says so.
alter table lecture_address add column replay_opened_at timestamptz;
