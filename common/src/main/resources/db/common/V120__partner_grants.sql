-- Permissions of an application besides those of its linked account, one a line.
ALTER TABLE partner_applications ADD COLUMN act_as TEXT NOT NULL DEFAULT '';
ALTER TABLE partner_applications ADD COLUMN app_only TEXT NOT NULL DEFAULT '';
ALTER TABLE partner_applications ADD COLUMN issuer_identifier TEXT;
