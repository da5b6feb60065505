-- The web portal's rights: all it needs on every table, but what stands in the journal and its seals can neither be changed nor removed.
-- Run in the portal's database, by its owner, once:
--   sqlcmd -d portal -b -i journal-role.sqlserver.sql
-- then give the role to the account of the connection string, which must be a member of nothing else, db_datawriter included:
--   ALTER ROLE portal_web ADD MEMBER portal_login;

IF DATABASE_PRINCIPAL_ID(N'portal_web') IS NULL
    CREATE ROLE portal_web;
GO

GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO portal_web;

-- TRUNCATE TABLE asks for ALTER.
DENY UPDATE, DELETE, ALTER, CONTROL, TAKE OWNERSHIP ON dbo.Journal TO portal_web;
DENY UPDATE, DELETE, ALTER, CONTROL, TAKE OWNERSHIP ON dbo.JournalSeals TO portal_web;
GRANT SELECT, INSERT ON dbo.Journal TO portal_web;
GRANT SELECT, INSERT ON dbo.JournalSeals TO portal_web;

DENY INSERT, UPDATE, DELETE ON dbo.__EFMigrationsHistory TO portal_web;
GO
