package org.s2slab.scenarios.copy;

import java.util.List;
import java.util.Map;

/**
 * In which files the trust of a server is written down: its AuthMetadata document, and for each cmdlet what {@code
 * CMDLET | ConvertTo-Json -Depth 5} writes. By the cmdlets a folder has, it is known which product it is of.
 */
public final class Forms {
    /** The AuthMetadata document of a server, or that of an authorization server for one tenant. */
    public static final String METADATA = "metadata.json";

    /** A list of the host names a server answers to, the principal one first. */
    public static final String HOSTS = "hosts.json";

    /** Which certificates with a private key a machine has: their public part. */
    static final String CERTIFICATES = "Get-ChildItem";

    /** The path it is run with. */
    static final String STORE = "Cert:\\LocalMachine\\My";

    /** What time it is on a machine. */
    static final String DATE = "Get-Date";

    static final String APP_PRINCIPALS = "Get-SPAppPrincipal";
    static final String ISSUERS = "Get-SPTrustedSecurityTokenIssuer";
    static final String COMPANY = "Get-MsolCompanyInformation";
    static final String PRINCIPALS = "Get-MsolServicePrincipal";
    static final String CREDENTIALS = "Get-MsolServicePrincipalCredential";

    /** What can only be asked where the machine is one's own. */
    static final List<String> OF_MACHINES =
            List.of(CERTIFICATES, "Get-ExchangeCertificate", "Get-SPServiceApplicationProxy");

    private static final Map<String, List<String>> CMDLETS = Map.of(
            "lync",
            List.of(
                    "Get-CsOAuthConfiguration",
                    "Get-CsCertificate",
                    "Get-CsPartnerApplication",
                    "Get-CsOAuthServer",
                    "Get-CsUser",
                    CERTIFICATES,
                    DATE),
            "exchange",
            List.of(
                    "Get-AuthConfig",
                    "Get-ExchangeCertificate",
                    "Get-PartnerApplication",
                    "Get-AuthServer",
                    "Get-IntraOrganizationConnector",
                    "Get-AcceptedDomain",
                    "Get-ManagementRoleAssignment",
                    "Get-Mailbox",
                    CERTIFICATES,
                    DATE),
            "sharepoint",
            List.of(
                    "Get-SPAuthenticationRealm",
                    "Get-SPSecurityTokenServiceConfig",
                    ISSUERS,
                    APP_PRINCIPALS,
                    "Get-SPServiceApplicationProxy",
                    CERTIFICATES,
                    DATE),
            "authz",
            List.of(COMPANY, "Get-MsolDomain", "Get-LabTenant", PRINCIPALS, CREDENTIALS, DATE));

    private Forms() {}

    /** The cmdlets by which a role's trust is told, in the order they are asked; of authz, for each tenant. */
    public static List<String> cmdlets(String role) {
        return CMDLETS.getOrDefault(role, List.of());
    }

    /** The file in which the output of a cmdlet is. */
    public static String file(String cmdlet) {
        return cmdlet + ".json";
    }
}
