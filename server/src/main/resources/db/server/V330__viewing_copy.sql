-- The hash of the viewing copy last made: making it again from the originals must give the same.
alter table recording add column copy_sha256 text;
