-- The web portal's rights: all it needs on every table, but what stands in the journal and its seals can neither be changed nor removed.
-- Run in the portal's database, by the owner of its tables, after each `database migrate`:
--   psql -d portal -v ON_ERROR_STOP=1 -f journal-role.postgresql.sql
-- then give the role to the account of the connection string, which must own nothing and be a member of nothing else:
--   GRANT portal_web TO portal_login;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_web') THEN
    CREATE ROLE portal_web NOLOGIN;
  END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO portal_web;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM portal_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO portal_web;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_web;

REVOKE ALL ON "Journal", "JournalSeals" FROM PUBLIC, portal_web;
GRANT SELECT, INSERT ON "Journal", "JournalSeals" TO portal_web;

REVOKE ALL ON "__EFMigrationsHistory" FROM portal_web;
GRANT SELECT ON "__EFMigrationsHistory" TO portal_web;
