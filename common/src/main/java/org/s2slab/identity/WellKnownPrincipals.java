package org.s2slab.identity;

import java.util.Map;

/** The application principal ids that are the same in every organisation, on-premises and online. */
public final class WellKnownPrincipals {
    public static final String AUTHORIZATION_SERVER = "00000001-0000-0000-c000-000000000000";
    public static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    public static final String SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000";
    public static final String LYNC = "00000004-0000-0ff1-ce00-000000000000";

    /** The registered name of an authorization server of type AzureAD: the host in its issuer ({@link EvoStsIssuer}). */
    public static final String EVOSTS = "sts.windows.net";

    /** Microsoft Graph, which the authorization server serves. It is no server of an organisation. */
    public static final String GRAPH = "00000003-0000-0000-c000-000000000000";

    private static final Map<String, String> PRODUCTS = Map.of(
            AUTHORIZATION_SERVER,
            "authz",
            EVOSTS,
            "authz",
            EXCHANGE,
            "exchange",
            SHAREPOINT,
            "sharepoint",
            LYNC,
            "lync");

    private WellKnownPrincipals() {}

    /** Whether an application is one of Microsoft's, which all organisations have. */
    public static boolean isOfMicrosoft(String applicationId) {
        return PRODUCTS.containsKey(applicationId);
    }

    /** Whether a name is the one of an authorization server, of either type. */
    public static boolean isAuthorizationServer(String applicationId) {
        return applicationId.equals(AUTHORIZATION_SERVER) || applicationId.equals(EVOSTS);
    }

    /** The short name of a product for people ({@code lync}), or the id itself if no product has this id. */
    public static String productOf(String applicationId) {
        return PRODUCTS.getOrDefault(applicationId, applicationId);
    }
}
