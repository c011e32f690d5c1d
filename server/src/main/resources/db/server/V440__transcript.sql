-- 庭审笔录: minutes of a hearing, kept by its clerk and signed by the clerk and the judge at last.
alter table minutes add column form text not null default 'MEDIATION'
  check (form in ('MEDIATION', 'TRANSCRIPT'));
alter table minutes alter column form drop default;

alter table signature drop constraint signature_signer_kind_check;
alter table signature add constraint signature_signer_kind_check
  check (signer_kind in ('PARTY', 'MEDIATOR', 'COURT'));
