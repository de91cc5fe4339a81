-- Where an authorization server issues tokens, by its last good document.
ALTER TABLE partner_applications ADD COLUMN issuance_endpoint TEXT;
