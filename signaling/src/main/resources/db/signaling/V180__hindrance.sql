-- What is known of a participant and keeps them from something; looked at by the rules.
alter table sitting_participant add column hindrances text[] not null default '{}';
