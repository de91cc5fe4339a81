package org.s2slab.engine.checker.plain;

/**
 * A caller whose token is valid at a service before its mutations.
 *
 * @param service the name of the service
 * @param issuer the signer: id@realm
 * @param nameid the calling application: id@realm
 * @param realm the realm in the audience
 */
public record RightCaller(String service, String issuer, String nameid, String realm, HeldKey key) {}
