package org.s2slab.engine.checker.plain;

/**
 * Whose token is right at a service, before it is spoiled.
 *
 * @param service the name of the service
 * @param issuer who signs: id@realm
 * @param nameid who calls: id@realm
 * @param realm what the audience names
 */
public record RightCaller(String service, String issuer, String nameid, String realm, HeldKey key) {}
