CREATE TABLE words (word tsvector NOT NULL);
