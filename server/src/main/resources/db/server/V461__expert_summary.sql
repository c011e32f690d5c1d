-- What who asks for an expert tells of the case, in words chosen for this call; may be empty.
alter table expert_call add column summary text not null default '';
