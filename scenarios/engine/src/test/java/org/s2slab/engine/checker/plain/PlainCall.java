package org.s2slab.engine.checker.plain;

import java.util.List;

/**
 * A request as it travels, as far as it matters who makes it.
 *
 * @param query what follows the question mark of its path; empty where there is none
 * @param hosts the values of its Host fields
 * @param authorizations the values of its Authorization fields
 */
public record PlainCall(String query, List<String> hosts, List<String> authorizations) {}
