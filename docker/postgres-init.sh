#!/bin/sh
# Runs once, when the volume of PostgreSQL is new. Two roles: kefu_owner owns the tables and migrates them, kefu is the
# application and gets its rights from the migration, which lets it change no table and no audit event.
set -eu

psql --set=ON_ERROR_STOP=1 --set=owner_password="$KEFU_OWNER_PASSWORD" --set=password="$KEFU_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role kefu_owner login password :'owner_password';
create role kefu login password :'password';
create database kefu owner kefu_owner;
revoke all on database kefu from public;
grant connect on database kefu to kefu;
\connect kefu
-- Only a superuser may add it; a migration that wants it finds it there.
create extension if not exists vector;
SQL
