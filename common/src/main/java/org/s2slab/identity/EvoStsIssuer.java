package org.s2slab.identity;

import org.jspecify.annotations.Nullable;

/**
 * The issuer of access tokens of an authorization server of type AzureAD (evoSTS), {@code
 * https://sts.windows.net/<tenant>/} (<a
 * href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">access token claims</a>).
 * Nodes register it as the principal {@code sts.windows.net@<tenant>}, a name that no token can write.
 */
public final class EvoStsIssuer {
    private static final String BEGIN = "https://" + WellKnownPrincipals.EVOSTS + "/";

    private EvoStsIssuer() {}

    /** The issuer of a tenant, or of its principal. */
    public static String of(String tenant) {
        return BEGIN + tenant + "/";
    }

    /** A principal as tokens write it: the issuer of an AzureAD server, {@code id@realm} of any other. */
    public static String shown(PrincipalId principal) {
        return principal.id().equals(WellKnownPrincipals.EVOSTS) ? of(principal.realm()) : principal.toString();
    }

    /** The principal of an issuer; null if the text is not exactly this issuer with a GUID in lower case. */
    public static @Nullable PrincipalId principal(@Nullable String text) {
        if (text == null || !text.startsWith(BEGIN) || !text.endsWith("/") || text.length() <= BEGIN.length()) {
            return null;
        }
        String tenant = text.substring(BEGIN.length(), text.length() - 1);
        return Guid.isLowerCase(tenant) ? new PrincipalId(WellKnownPrincipals.EVOSTS, tenant) : null;
    }

    /** Whether a text has the form of an issuer of Entra ID, right or wrong: it is an address, not {@code id@realm}. */
    public static boolean isAddress(@Nullable String issuer) {
        return issuer != null && issuer.startsWith("https://");
    }
}
