package org.s2slab.scenarios.copy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.identity.WellKnownPrincipals;

/** Which cmdlets' output an import reads, and by which a server's product is known. */
final class Products {
    private static final Map<String, List<String>> CMDLETS = Map.of(
            "lync",
            List.of(
                    "Get-CsPartnerApplication",
                    "Get-CsOAuthConfiguration",
                    "Get-CsOAuthServer",
                    "Get-CsCertificate",
                    "Get-CsUser"),
            "exchange",
            List.of(
                    "Get-PartnerApplication",
                    "Get-AuthServer",
                    "Get-AuthConfig",
                    "Get-IntraOrganizationConnector",
                    "Get-ExchangeCertificate",
                    "Get-AcceptedDomain",
                    "Get-Mailbox",
                    "Get-ManagementRoleAssignment"),
            "sharepoint",
            List.of(
                    "Get-SPTrustedSecurityTokenIssuer",
                    "Get-SPAuthenticationRealm",
                    "Get-SPSecurityTokenServiceConfig",
                    "Get-SPAppPrincipal",
                    "Get-SPServiceApplicationProxy"),
            "authz",
            List.of(
                    "Get-MsolCompanyInformation",
                    "Get-MsolDomain",
                    "Get-LabTenant",
                    "Get-MsolServicePrincipal",
                    "Get-MsolServicePrincipalCredential"));

    /** What may be missing without a word: it is no part of what partners exchange. */
    private static final List<String> UNASKED = List.of(
            "Get-CsUser",
            "Get-Mailbox",
            "Get-ManagementRoleAssignment",
            "Get-SPSecurityTokenServiceConfig",
            "Get-MsolDomain",
            "Get-LabTenant");

    private static final List<String> ANY = List.of("Get-ChildItem", "Get-Date");

    private Products() {}

    /** A cmdlet as it is spelt here, of whichever product, or of every one. */
    static Optional<String> cmdlet(String name) {
        return Stream.concat(CMDLETS.values().stream().flatMap(List::stream), ANY.stream())
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    /** Whose cmdlet it is; empty for those that every server has. */
    static Optional<String> of(String cmdlet) {
        return CMDLETS.entrySet().stream()
                .filter(product -> product.getValue().contains(cmdlet))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The forms whose lack is to be told. */
    static List<String> wanted(String product) {
        return CMDLETS.getOrDefault(product, List.of()).stream()
                .filter(cmdlet -> !UNASKED.contains(cmdlet))
                .toList();
    }

    /** Whose AuthMetadata document it is, by its service name or issuer. */
    static Optional<String> ofDocument(ImportedObject document) {
        return document.text("serviceName")
                .or(() -> document.text("issuer"))
                .map(name -> name.split("@", 2)[0].toLowerCase(Locale.ROOT))
                .map(WellKnownPrincipals::productOf)
                .filter(CMDLETS::containsKey);
    }

    /** The application of a product that partners know it by. */
    static String application(String product) {
        return switch (product) {
            case "lync" -> WellKnownPrincipals.LYNC;
            case "exchange" -> WellKnownPrincipals.EXCHANGE;
            case "sharepoint" -> WellKnownPrincipals.SHAREPOINT;
            default -> WellKnownPrincipals.AUTHORIZATION_SERVER;
        };
    }

    /** Where a product's AuthMetadata is on its host. */
    static String metadataPath(String product) {
        return switch (product) {
            case "lync" -> "/metadata/json/1";
            case "exchange" -> "/autodiscover/metadata/json/1";
            default -> "/_layouts/15/metadata/json/1";
        };
    }

    /** The name of the product for people. */
    static String title(String product) {
        return switch (product) {
            case "lync" -> "Lync";
            case "exchange" -> "Exchange";
            case "sharepoint" -> "SharePoint";
            default -> "the authorization server";
        };
    }
}
