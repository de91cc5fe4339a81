-- The overrides of settings (New-SettingOverride). parameters: one a line.
CREATE TABLE setting_overrides (
    name_key   TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    component  TEXT NOT NULL,
    section    TEXT NOT NULL,
    parameters TEXT NOT NULL,
    reason     TEXT NOT NULL
);
