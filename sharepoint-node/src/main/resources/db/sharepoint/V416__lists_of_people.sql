-- Lists that people create. title: as written; name: in the types of the list, for ever; settings and fields: JSON.
-- version: what the ETag says. recycled: the id in the recycle bin, NULL for what is not in it.
ALTER TABLE sites ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN has_lists INTEGER NOT NULL DEFAULT 0;
UPDATE sites SET has_lists = 1 WHERE id IN (SELECT site_id FROM lists);

ALTER TABLE lists ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE lists ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE lists ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE lists ADD COLUMN fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE lists ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lists ADD COLUMN modified_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lists ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE lists ADD COLUMN recycled TEXT;
ALTER TABLE lists ADD COLUMN recycled_at BIGINT;
ALTER TABLE lists ADD COLUMN recycled_by INTEGER;
UPDATE lists SET title = CASE kind WHEN 'CALENDAR' THEN 'Calendar' ELSE 'Announcements' END,
    name = CASE kind WHEN 'CALENDAR' THEN 'Calendar' ELSE 'Announcements' END,
    created_at = (SELECT created_at FROM sites WHERE sites.id = lists.site_id),
    modified_at = (SELECT created_at FROM sites WHERE sites.id = lists.site_id);

ALTER TABLE list_items ADD COLUMN recycled TEXT;
ALTER TABLE list_items ADD COLUMN recycled_at BIGINT;
ALTER TABLE list_items ADD COLUMN recycled_by INTEGER;
CREATE INDEX list_items_recycled ON list_items (list_id) WHERE recycled IS NOT NULL;
