-- An account belongs to one person, who may have several roles, each by a record of the staff.
create table accounts (
  id uuid primary key,
  -- In lower case; null where the person signs in at a provider only.
  user_name text unique,
  password_hash text,
  totp_secret text,
  -- The last time step whose code was taken: no code is taken twice.
  totp_step int8,
  created_at int8 not null
);

create table account_staff (
  staff_id text primary key references staff on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  -- Which provider's claims give the role; null where an administrator has given it.
  provider text
);
create index account_staff_account on account_staff (account_id);

create table passkeys (
  id text primary key,
  account_id uuid not null references accounts on delete cascade,
  public_key bytea not null,
  counter int8 not null,
  transports text[] not null,
  name text not null,
  created_at int8 not null,
  last_used_at int8
);
create index passkeys_account on passkeys (account_id);

-- Only the SHA-256 of a code: it is random.
create table recovery_codes (
  account_id uuid not null references accounts on delete cascade,
  code_hash bytea not null,
  primary key (account_id, code_hash)
);

-- How far a browser has come in signing in; known by the SHA-256 of the token in its cookie.
create table sign_in_steps (
  token_hash bytea primary key,
  step jsonb not null,
  expires_at int8 not null
);

-- The address by which the first administrator of an empty installation is made.
create table first_administrator_links (
  token_hash bytea primary key,
  expires_at int8 not null
);

-- Who somebody is at an OpenID Connect provider.
create table provider_subjects (
  provider text not null,
  subject text not null,
  account_id uuid not null references accounts on delete cascade,
  primary key (provider, subject)
);

-- The provider's own sessions, which it may end (OpenID Connect Back-Channel Logout 1.0).
create table provider_sessions (
  provider text not null,
  sid text not null,
  account_id uuid not null references accounts on delete cascade,
  expires_at int8 not null,
  primary key (provider, sid)
);

-- Logout tokens that were taken: none is taken twice.
create table used_logout_tokens (
  provider text not null,
  jti text not null,
  expires_at int8 not null,
  primary key (provider, jti)
);

-- Which claims of a provider give which role; the version grows with each change.
create table claim_mappings (
  provider text primary key,
  rules jsonb not null,
  version int4 not null
);
