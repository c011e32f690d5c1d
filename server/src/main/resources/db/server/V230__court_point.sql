-- A court point 共享法庭: a place with what a hearing needs, and the host who sees to it.
create table court_point (
  place_id text primary key references place (id),
  address text not null,
  host_id text references staff (id),
  devices text[] not null
);

insert into court_point (place_id, address, devices)
select p.id, u.centre || '一楼', array['SCREEN', 'CAMERA', 'MICROPHONE', 'ID_READER', 'SCANNER', 'SIGN_PAD']
from place p join org_unit u on u.code = p.org_code where p.name like '%共享法庭点';
