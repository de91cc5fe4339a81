package org.s2slab.scenarios.explain;

import static org.s2slab.scenarios.explain.Cure.authz;
import static org.s2slab.scenarios.explain.Cure.caller;
import static org.s2slab.scenarios.explain.Cure.here;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The cmdlets that mend what can be mended by one, cause by cause and product by product. */
final class Cures {
    static final Map<Cause, List<Cure>> OF = new EnumMap<>(Cause.class);

    static {
        trust();
        applications();
        certificates();
        permissions();
        OF.put(
                Cause.REALM,
                List.of(
                        here("exchange", "New-AcceptedDomain -Name <domain> -DomainName <the realm in the token>"),
                        here("lync", "Set-CsOAuthConfiguration -Realm <the realm in the token>"),
                        here("sharepoint", "Set-SPAuthenticationRealm -Realm <the tenant's id>")));
        OF.put(
                Cause.RESOURCE,
                List.of(authz("Set-MsolServicePrincipal -AppPrincipalId <the resource> -ServicePrincipalNames"
                        + " <those it has>,<the resource>/<host>")));
        OF.put(
                Cause.CLIENT_UNKNOWN,
                List.of(
                        authz("New-MsolServicePrincipal -DisplayName <name> -AppPrincipalId <the client>"),
                        authz("Set-MsolServicePrincipal -AppPrincipalId <the client> -AccountEnabled $true")));
        OF.put(
                Cause.KEY_ORIGIN,
                List.of(authz("New-MsolServicePrincipal -DisplayName <name> -Type Asymmetric -Usage Verify -Value"
                        + " <certificate in base64>")));
        OF.put(
                Cause.NO_DELEGATION,
                List.of(authz("Set-MsolServicePrincipal -AppPrincipalId <the client> -TrustedForDelegation $true")));
    }

    private Cures() {}

    private static void trust() {
        OF.put(
                Cause.ISSUER_UNKNOWN,
                List.of(
                        here(
                                "lync",
                                "New-CsPartnerApplication -Identity <name> -ApplicationTrustLevel Full -MetadataUrl"
                                        + " <the caller's AuthMetadata address>"),
                        here(
                                "lync",
                                "New-CsOAuthServer -Identity microsoft.sts -MetadataUrl <the server's AuthMetadata address>"),
                        here(
                                "exchange",
                                "Configure-EnterprisePartnerApplication -ApplicationType Lync -AuthMetadataUrl"
                                        + " <the caller's AuthMetadata address>"),
                        here(
                                "exchange",
                                "New-AuthServer -Name <name> -Type MicrosoftACS -AuthMetadataUrl"
                                        + " <the server's AuthMetadata address>"),
                        here(
                                "sharepoint",
                                "New-SPTrustedSecurityTokenIssuer -Name <name> -MetadataEndPoint"
                                        + " <the caller's AuthMetadata address>")));
    }

    private static void applications() {
        OF.put(
                Cause.APPLICATION_UNKNOWN,
                List.of(
                        here(
                                "lync",
                                "New-CsPartnerApplication -Identity <name> -ApplicationTrustLevel Full"
                                        + " -ApplicationIdentifier <the application> -UseOAuthServer"),
                        here(
                                "exchange",
                                "New-PartnerApplication -Name <name> -ApplicationIdentifier <the application>"
                                        + " -LinkedAccount <account>"),
                        here(
                                "sharepoint",
                                "Register-SPAppPrincipal -NameIdentifier <the application>@<realm> -Site <site>"
                                        + " -DisplayName <name>")));
        OF.put(
                Cause.DISABLED,
                List.of(
                        here("lync", "Set-CsPartnerApplication -Identity <name> -Enabled $true"),
                        here("exchange", "Set-PartnerApplication -Identity <name> -Enabled $true"),
                        here("exchange", "Set-AuthServer -Identity <name> -Enabled $true")));
        OF.put(
                Cause.TRUST_LEVEL,
                List.of(here("lync", "Set-CsPartnerApplication -Identity <name> -ApplicationTrustLevel Full")));
        OF.put(
                Cause.UNOBTAINABLE,
                List.of(
                        caller(
                                "lync",
                                "New-CsPartnerApplication -Identity <name> -ApplicationTrustLevel Full -MetadataUrl"
                                        + " <the resource's AuthMetadata address>"),
                        caller("lync", "Set-CsCertificate -Type OAuthTokenIssuer -Thumbprint <thumbprint>"),
                        caller(
                                "exchange",
                                "New-PartnerApplication -Name <name> -AuthMetadataUrl"
                                        + " <the resource's AuthMetadata address>"),
                        caller(
                                "sharepoint",
                                "New-SPTrustedSecurityTokenIssuer -Name <name> -MetadataEndPoint"
                                        + " <the resource's AuthMetadata address>")));
    }

    private static void certificates() {
        OF.put(
                Cause.KEY_UNKNOWN,
                List.of(
                        here(
                                "lync",
                                "Set-CsPartnerApplication -Identity <name> -MetadataUrl"
                                        + " <the caller's AuthMetadata address>"),
                        here(
                                "lync",
                                "Set-CsOAuthServer -Identity <name> -MetadataUrl <the server's AuthMetadata address>"),
                        here("exchange", "Set-PartnerApplication -Identity <name> -RefreshAuthMetadata"),
                        here("exchange", "Set-AuthServer -Identity <name> -RefreshAuthMetadata"),
                        here(
                                "sharepoint",
                                "Set-SPTrustedSecurityTokenIssuer -Identity <name> -MetadataEndPoint"
                                        + " <the caller's AuthMetadata address>")));
        OF.put(
                Cause.CERTIFICATE_DATES,
                List.of(
                        caller("lync", "Set-CsCertificate -Type OAuthTokenIssuer -Thumbprint <the new one's>"),
                        caller("exchange", "Set-AuthConfig -CertificateThumbprint <the new one's>"),
                        caller(
                                "sharepoint",
                                "Set-SPSecurityTokenServiceConfig -ImportSigningCertificate <the new one's thumbprint>")));
        OF.put(
                Cause.CLIENT_KEY,
                List.of(authz("New-MsolServicePrincipalCredential -AppPrincipalId <the client> -Type Asymmetric"
                        + " -Usage Verify -Value <certificate in base64>")));
        OF.put(
                Cause.METADATA,
                List.of(
                        here(
                                "lync",
                                "Set-CsPartnerApplication -Identity <name> -MetadataUrl"
                                        + " <the partner's AuthMetadata address>"),
                        here("exchange", "Set-PartnerApplication -Identity <name> -RefreshAuthMetadata")));
    }

    private static void permissions() {
        OF.put(
                Cause.NO_PERMISSIONS,
                List.of(here("exchange", "Set-PartnerApplication -Identity <name> -LinkedAccount <account>")));
        OF.put(
                Cause.NARROWED,
                List.of(
                        here(
                                "exchange",
                                "Set-PartnerApplication -Identity <name> -ActAsPermissions EWS.AccessAsUser.All"),
                        here(
                                "sharepoint",
                                "Set-SPAppPrincipalPermission -AppPrincipal <the application>@<realm> -Site <site>"
                                        + " -Scope SiteCollection -Right FullControl")));
        OF.put(
                Cause.ROLE_MISSING,
                List.of(
                        here("exchange", "Get-ManagementRoleAssignment -RoleAssignee <account>"),
                        here("exchange", "New-ManagementRoleAssignment -Role <role> -User <account>")));
        OF.put(
                Cause.USER_NAME,
                List.of(
                        here(
                                "lync",
                                "Set-CsPartnerApplication -Identity <name> -AcceptSecurityIdentifierInformation $true"),
                        here(
                                "exchange",
                                "Set-PartnerApplication -Identity <name> -AcceptSecurityIdentifierInformation $true")));
        OF.put(
                Cause.USER_UNKNOWN,
                List.of(
                        here("exchange", "Enable-Mailbox -Identity <user>"),
                        here("lync", "Enable-CsUser -Identity <user> -RegistrarPool <pool> -SipAddress <address>")));
    }
}
