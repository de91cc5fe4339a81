package org.s2slab.engine.checker.plain;

/**
 * An application that a service knows.
 *
 * @param id its principal id
 * @param issuer the issuer of its tokens: id@realm
 * @param enabled whether it is currently enabled
 * @param acts whether it may act on behalf of users
 * @param alone whether it may call without a user
 * @param namesBySid whether SIDs in its tokens identify users
 */
public record ApplicationFacts(
        String id, String issuer, boolean enabled, boolean acts, boolean alone, boolean namesBySid) {}
