-- Cases of eDiscovery centres. content: sources (mail addresses), searches (by id: query, items), holds (by name: query).
CREATE TABLE cases (
    id         TEXT PRIMARY KEY,
    site_id    TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    owner      TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    content    TEXT   NOT NULL
);
