package org.s2slab.engine.checker.plain;

/**
 * A client with a valid assertion for the authorization server before its mutations: an application of a tenant, and
 * its key.
 */
public record RightClient(String id, String tenant, HeldKey key) {}
