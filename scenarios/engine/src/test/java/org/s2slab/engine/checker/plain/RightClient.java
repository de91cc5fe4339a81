package org.s2slab.engine.checker.plain;

/** Who proves itself to the authorization server, before it is spoiled: an application of a tenant, and its key. */
public record RightClient(String id, String tenant, HeldKey key) {}
