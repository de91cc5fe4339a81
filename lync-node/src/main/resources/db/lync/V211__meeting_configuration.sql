-- Meeting configurations: the global one always exists; 'service' is the pool's own, which counts instead if there.
-- settings: a JSON object with the cmdlet's parameter names.
CREATE TABLE meeting_configurations (
    scope TEXT NOT NULL PRIMARY KEY,
    settings TEXT NOT NULL
);
INSERT INTO meeting_configurations (scope, settings) VALUES ('global', '{}');
