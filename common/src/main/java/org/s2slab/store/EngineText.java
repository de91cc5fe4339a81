package org.s2slab.store;

import java.util.function.Supplier;

/**
 * A value of a statement that has another form on each engine, such as a full-text query or a pattern.
 *
 * @param sqlite the form for SQLite
 * @param postgres makes the form for PostgreSQL
 */
public record EngineText(String sqlite, Supplier<String> postgres) {}
