create table outbox (
  id text primary key,
  channel text not null check (channel in ('SMS', 'EMAIL')),
  recipient text not null,
  body text not null,
  created_at timestamptz not null,
  state text not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'FAILED')),
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  sent_at timestamptz,
  last_error text
);

create index outbox_due on outbox (next_attempt_at) where state = 'QUEUED';
create index outbox_page on outbox (created_at desc);
