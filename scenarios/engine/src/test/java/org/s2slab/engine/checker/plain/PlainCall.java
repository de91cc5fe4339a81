package org.s2slab.engine.checker.plain;

import java.util.List;

/**
 * The parts of a request that identify its caller.
 *
 * @param query the text after the question mark of the path; empty without a question mark
 * @param hosts the values of the Host fields
 * @param authorizations the values of the Authorization fields
 */
public record PlainCall(String query, List<String> hosts, List<String> authorizations) {}
