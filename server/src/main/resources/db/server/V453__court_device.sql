-- Court points in villages too: two to a town beside the one of the town's centre, so that who is
-- far from the centre has one nearby.
insert into place (id, name, org_code)
select village.code || '-2', town.name || village.name || '共享法庭点', village.code
from org_unit village join org_unit town on town.code = village.parent_code
where village.level = 'VILLAGE' and right(village.code, 3) in ('001', '002');

insert into court_point (place_id, address, devices)
select p.id, u.centre || '一楼', array['SCREEN', 'CAMERA', 'MICROPHONE', 'ID_READER', 'SCANNER', 'SIGN_PAD']
from place p join org_unit u on u.code = p.org_code
where u.level = 'VILLAGE' and p.name like '%共享法庭点';

alter table court_point
  add column change_over_minutes int not null default 15
    check (change_over_minutes between 0 and 240),
  add column longitude double precision check (longitude between -180 and 180),
  add column latitude double precision check (latitude between -90 and 90),
  add check ((longitude is null) = (latitude is null));

create index court_point_host on court_point (host_id);

-- A device of a court point. Without a needed one that works no hearing can be held there.
create table court_device (
  id text primary key,
  place_id text not null references court_point (place_id),
  kind text not null check (kind in ('SCREEN', 'CAMERA', 'MICROPHONE', 'LOUDSPEAKER',
    'NETWORK_LINE', 'ID_READER', 'SCANNER', 'SIGN_PAD', 'PRINTER')),
  needed boolean not null
);

create index court_device_place on court_device (place_id);

insert into court_device (id, place_id, kind, needed)
select place_id || '-' || kind, place_id, kind,
  kind in ('SCREEN', 'CAMERA', 'MICROPHONE', 'NETWORK_LINE', 'SCANNER')
from court_point, unnest(devices || array['NETWORK_LINE']) kind;

alter table court_point drop column devices;

-- What was found whenever somebody tried a device; the latest is its state.
create table court_device_check (
  id bigint generated always as identity primary key,
  device_id text not null references court_device (id) on delete cascade,
  checked_at timestamptz not null,
  checked_by text not null references staff (id),
  working boolean not null,
  finding text not null
);

create index court_device_check_latest on court_device_check (device_id, id desc);

-- A device never tried is taken to work, and is not taken for checked.
create view court_device_now as
select d.id, d.place_id, d.kind, d.needed, coalesce(c.working, true) as working, c.checked_at,
  s.name as checked_by, coalesce(c.finding, '') as finding
from court_device d
left join lateral (select * from court_device_check c where c.device_id = d.id
  order by c.id desc limit 1) c on true
left join staff s on s.id = c.checked_by;

-- What a point's host looks after before a sitting there, and that the room was reported ready.
create table court_check_list (
  sitting_id text primary key references sitting (id),
  documents_seen boolean not null default false,
  people_present boolean not null default false,
  evidence_scanned boolean not null default false,
  ready_at timestamptz,
  ready_by text references staff (id)
);
