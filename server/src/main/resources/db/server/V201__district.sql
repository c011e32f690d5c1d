-- The organisation of the district: 13 towns as in the official statistical set of 2023. Villages,
-- grids and micro-grids are generated (156, 202, 3,286), for their real names are not public.

alter table org_unit add column centre text not null default '';

insert into org_unit (code, parent_code, level, name, path, centre)
values ('510503', null, 'DISTRICT', '纳溪区', '510503', '纳溪区社会治理中心');

insert into org_unit (code, parent_code, level, name, path, centre)
select code, '510503', 'TOWN', name, ('510503.' || code)::ltree, name || '社会治理中心'
from (values
  ('510503001', '安富街道'), ('510503002', '永宁街道'), ('510503003', '东升街道'),
  ('510503100', '大渡口镇'), ('510503101', '护国镇'), ('510503102', '打古镇'),
  ('510503103', '上马镇'), ('510503104', '合面镇'), ('510503106', '丰乐镇'),
  ('510503107', '白节镇'), ('510503108', '天仙镇'), ('510503109', '新乐镇'),
  ('510503111', '龙车镇')) as town (code, name);

-- Twelve villages to a town; in the three urban streets they are called communities.
insert into org_unit (code, parent_code, level, name, path, centre)
select town.code || to_char(n, 'FM000'), town.code, 'VILLAGE', name, town.path || (town.code || to_char(n, 'FM000')), name || '社会治理工作站'
from (select code, path, town.name as town_name from org_unit town where level = 'TOWN') town,
  generate_series(1, 12) n,
  lateral (select case when town_name like '%街道' then '示例社区' else '示例村' end || to_char(n, 'FM00') as name) named;

-- 202 grids: every village has one, the first 46 have two.
insert into org_unit (code, parent_code, level, name, path, centre)
select village.code || to_char(n, 'FM000'), village.code, 'GRID', village.name || '第' || n || '网格',
  village.path || (village.code || to_char(n, 'FM000')), village.centre
from (select *, row_number() over (order by path) as nth from org_unit where level = 'VILLAGE') village,
  lateral generate_series(1, case when nth <= 46 then 2 else 1 end) n;

-- 3,286 micro-grids: every grid has 16, the first 54 have 17.
insert into org_unit (code, parent_code, level, name, path, centre)
select grid.code || to_char(n, 'FM000'), grid.code, 'MICRO_GRID', grid.name || '微网格' || to_char(n, 'FM00'),
  grid.path || (grid.code || to_char(n, 'FM000')), grid.centre
from (select *, row_number() over (order by path) as nth from org_unit where level = 'GRID') grid,
  lateral generate_series(1, case when nth <= 54 then 17 else 16 end) n;

alter table org_unit alter column centre drop default;

insert into place (id, name, org_code) values
  ('510503-1', '网络调解一室', '510503'),
  ('510503-2', '网络调解二室', '510503'),
  ('510503-3', '家事邻里纠纷调解室', '510503'),
  ('510503-4', '消费纠纷调解室', '510503');

insert into place (id, name, org_code)
select code || '-1', name || '网络调解室', code from org_unit where level = 'TOWN';

insert into place (id, name, org_code)
select code || '-2', name || '共享法庭点', code from org_unit where level = 'TOWN';
