create extension if not exists pg_trgm;

create table category (
  code text primary key,
  name_zh text not null,
  name_en text not null
);

insert into category (code, name_zh, name_en) values
  ('01', '婚姻家庭', 'Marriage and family'),
  ('02', '邻里', 'Neighbours'),
  ('03', '房屋宅基地', 'Houses and homesteads'),
  ('04', '合同', 'Contracts'),
  ('05', '生产经营', 'Production and business'),
  ('06', '损害赔偿', 'Compensation for damage'),
  ('07', '山林土地', 'Forest and land'),
  ('08', '征地拆迁', 'Expropriation and relocation'),
  ('09', '环境污染', 'Pollution'),
  ('10', '劳动', 'Labour'),
  ('11', '消费', 'Consumers'),
  ('12', '医疗', 'Medical care'),
  ('13', '道路交通事故', 'Road accidents'),
  ('14', '物业', 'Property management'),
  ('15', '校园', 'Schools'),
  ('16', '金融、保险、互联网、知识产权', 'Finance, insurance, internet, intellectual property'),
  ('99', '其他', 'Other');

-- One row per natural person as far as name and phone tell, so that the calendar sees one person
-- behind the parties of several cases.
create table person (
  id text primary key,
  name text not null,
  phone text not null,
  unique (phone, name)
);

create table dispute (
  id text primary key,
  platform_number text not null unique,
  title text not null,
  category text not null references category (code),
  status text not null,
  facts text not null,
  demand text not null,
  amount_yuan numeric(14, 2) check (amount_yuan >= 0),
  org_code text not null references org_unit (code),
  registered_at timestamptz not null,
  registered_by text not null,
  -- Title, numbers and party names, kept in step by the store: what a search looks through.
  search_text text not null
);

create index dispute_search on dispute using gin (search_text gin_trgm_ops);
create index dispute_page on dispute (registered_at desc, id);
create index dispute_org on dispute (org_code);

create table party (
  id text primary key,
  case_id text not null references dispute (id),
  person_id text not null references person (id),
  side text not null check (side in ('APPLICANT', 'RESPONDENT')),
  birth_year int,
  flags text[] not null,
  seat int not null,
  unique (case_id, seat)
);

create table case_number (
  key text primary key,
  case_id text not null references dispute (id),
  family text not null check (family in ('PLATFORM', 'MEDIATION', 'COURT', 'ARBITRATION')),
  display text not null,
  raw text not null,
  role text not null check (role in ('PRIMARY', 'DERIVED', 'LINKED')),
  bound_at timestamptz not null,
  bound_by text not null
);

create index case_number_case on case_number (case_id);
create unique index case_number_one_primary on case_number (case_id) where role = 'PRIMARY';
create unique index case_number_one_mediation on case_number (case_id) where family = 'MEDIATION';

-- Counters live in rows, not in sequences: a row's lock is held until commit and its change is
-- undone by rollback, so numbers have no gaps.
create table platform_counter (
  day date primary key,
  last int not null
);

create table mediation_committee (
  org_code text primary key,
  characters text not null unique
);

insert into mediation_committee (org_code, characters) values
  ('510503', '纳'),
  ('510503001', '纳安'),
  ('510503002', '纳永'),
  ('510503003', '纳东'),
  ('510503100', '纳渡'),
  ('510503101', '纳护'),
  ('510503102', '纳打'),
  ('510503103', '纳上'),
  ('510503104', '纳合'),
  ('510503106', '纳丰'),
  ('510503107', '纳白'),
  ('510503108', '纳天'),
  ('510503109', '纳新'),
  ('510503111', '纳龙');

create table mediation_counter (
  org_code text not null references mediation_committee (org_code),
  year int not null,
  last int not null,
  primary key (org_code, year)
);

create table story_entry (
  seq bigint generated always as identity primary key,
  case_id text not null references dispute (id),
  at timestamptz not null,
  what text not null,
  who text,
  details text[] not null
);

create index story_entry_case on story_entry (case_id, seq);
