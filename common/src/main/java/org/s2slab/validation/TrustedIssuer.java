package org.s2slab.validation;

import org.s2slab.identity.PrincipalId;

/**
 * One registered issuer of actor tokens, as this node's configuration has it now.
 *
 * @param name the name administrators gave it
 * @param issuer the exact {@code iss} it signs under
 * @param enabled whether the partner application is enabled
 * @param level what it may do
 * @param acceptsSids whether security identifiers from it identify users (AcceptSecurityIdentifierInformation)
 * @param broker whether it may name applications other than itself (IsTrustBroker; authorization servers)
 * @param linkedAccount whether it has permissions here: a linked account or granted permissions (Exchange, check I3)
 * @param trustedSince seconds since 1970 from when its tokens count (check H6)
 */
public record TrustedIssuer(
        String name,
        PrincipalId issuer,
        boolean enabled,
        TrustLevel level,
        boolean acceptsSids,
        boolean broker,
        boolean linkedAccount,
        long trustedSince) {}
