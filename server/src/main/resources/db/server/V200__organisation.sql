create extension if not exists ltree;

create table org_unit (
  code text primary key,
  parent_code text references org_unit (code),
  level text not null check (level in ('DISTRICT', 'TOWN', 'VILLAGE', 'GRID', 'MICRO_GRID')),
  name text not null,
  path ltree not null unique
);

create index org_unit_path on org_unit using gist (path);

create table place (
  id text primary key,
  name text not null,
  org_code text not null references org_unit (code)
);
