package org.s2slab.client;

import org.s2slab.identity.PrincipalId;

/** What an administrator of the calling product does about a call that cannot be proven, in that product's own words. */
record Remedies(String registerPartner, String assignCertificate, String registerServer) {
    static Remedies of(PrincipalId self) {
        return switch (self.product()) {
            case "lync" ->
                new Remedies(
                        "New-CsPartnerApplication", "Set-CsCertificate -Type OAuthTokenIssuer", "New-CsOAuthServer");
            case "exchange" -> new Remedies("New-PartnerApplication", "Set-AuthConfig", "New-AuthServer");
            case "sharepoint" ->
                new Remedies(
                        "New-SPTrustedSecurityTokenIssuer",
                        "Set-SPSecurityTokenServiceConfig",
                        "New-SPTrustedSecurityTokenIssuer -IsTrustBroker and"
                                + " New-SPAzureAccessControlServiceApplicationProxy");
            default -> new Remedies("a partner application", "a signing certificate", "an authorization server");
        };
    }
}
