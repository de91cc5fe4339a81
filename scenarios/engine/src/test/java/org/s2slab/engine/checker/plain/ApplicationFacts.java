package org.s2slab.engine.checker.plain;

/**
 * An application that a service knows.
 *
 * @param id its principal id
 * @param issuer whose word names it: id@realm
 * @param enabled whether it counts now
 * @param acts whether it may act for users
 * @param alone whether it may call for itself
 * @param namesBySid whether SIDs in its tokens identify users
 */
public record ApplicationFacts(
        String id, String issuer, boolean enabled, boolean acts, boolean alone, boolean namesBySid) {}
