create table staff (
  id text primary key,
  username text not null unique,
  name text not null,
  role text not null,
  org_code text not null references org_unit (code),
  password_hash text not null,
  active boolean not null default true,
  failures int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);

-- One row per refresh token ever given; a token is known only by its hash. All tokens that descend
-- from one sign-in share a family, which falls as a whole when a used token comes back.
create table refresh_token (
  hash text primary key,
  family text not null,
  staff_id text not null references staff (id),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked boolean not null default false
);

create index refresh_token_family on refresh_token (family);
create index refresh_token_expiry on refresh_token (expires_at);
