package org.s2slab.scenarios.drill;

import java.time.Instant;
import java.util.Optional;

/** How the administrator of a product rolls the certificate it signs tokens with, by the product's own cmdlets. */
record Procedure(String node, String role) {
    private static final String OAUTH = "OAuthTokenIssuer";

    /** Makes the certificate that is to follow, where the product can; else one lies in the machine's store. */
    Optional<Order> make() {
        return role.equals("exchange")
                ? Optional.of(Order.of(
                        node,
                        "New-ExchangeCertificate",
                        "KeySize",
                        2048,
                        "PrivateKeyExportable",
                        true,
                        "SubjectName",
                        "cn=Microsoft Exchange Server Auth Certificate",
                        "FriendlyName",
                        "Microsoft Exchange Server Auth Certificate"))
                : Optional.empty();
    }

    /** Whether staging makes the certificate, so that it is not known before. */
    boolean makesByStaging() {
        return role.equals("authz");
    }

    /** Publishes a certificate that is used from a moment on. */
    Order stage(String thumbprint, Instant effective) {
        return switch (role) {
            case "lync" ->
                Order.of(
                        node,
                        "Set-CsCertificate",
                        "Identity",
                        "global",
                        "Type",
                        OAUTH,
                        "Thumbprint",
                        thumbprint,
                        "Roll",
                        true,
                        "EffectiveDate",
                        effective.toString());
            case "exchange" ->
                Order.of(
                        node,
                        "Set-AuthConfig",
                        "NewCertificateThumbprint",
                        thumbprint,
                        "NewCertificateEffectiveDate",
                        effective.toString());
            case "sharepoint" -> farm("QueueSigningCertificateThumbprint", thumbprint);
            default -> Order.of(node, "New-LabSigningCertificate", "EffectiveDate", effective.toString());
        };
    }

    /** What has to be done when the moment has come, where the date alone does not do it. */
    Optional<Order> atTheMoment(String thumbprint) {
        return role.equals("sharepoint")
                ? Optional.of(farm("SigningCertificateThumbprint", thumbprint))
                : Optional.empty();
    }

    /** Has tokens signed with a certificate at once, without having published it. */
    Order assign(String thumbprint, Instant now) {
        return switch (role) {
            case "lync" ->
                Order.of(node, "Set-CsCertificate", "Identity", "global", "Type", OAUTH, "Thumbprint", thumbprint);
            case "exchange" -> Order.of(node, "Set-AuthConfig", "CertificateThumbprint", thumbprint);
            case "sharepoint" -> farm("SigningCertificateThumbprint", thumbprint);
            default -> stage(thumbprint, now.plusSeconds(1));
        };
    }

    /** Takes the previous certificate away. */
    Order remove(String previous) {
        return switch (role) {
            case "lync" ->
                Order.of(node, "Remove-CsCertificate", "Identity", "global", "Type", OAUTH, "Previous", true);
            case "exchange" -> Order.of(node, "Set-AuthConfig", "ClearPreviousCertificate", true);
            case "sharepoint" -> farm("RevokeSigningCertificateThumbprint", previous);
            default -> Order.of(node, "Remove-LabSigningCertificate", "Thumbprint", previous);
        };
    }

    /** Shows which certificate is current. */
    Order show() {
        return switch (role) {
            case "lync" -> Order.of(node, "Get-CsCertificate", "Type", OAUTH);
            case "exchange" -> Order.of(node, "Get-AuthConfig");
            case "sharepoint" -> Order.of(node, "Get-SPSecurityTokenServiceConfig");
            default -> Order.of(node, "Get-LabSigningCertificate");
        };
    }

    /** The property of what {@link #show} writes that has the current thumbprint. */
    String currentIn() {
        return switch (role) {
            case "exchange" -> "CurrentCertificateThumbprint";
            case "sharepoint" -> "SigningCertificateThumbprint";
            default -> "Thumbprint";
        };
    }

    private Order farm(String parameter, String thumbprint) {
        return Order.of(node, "Set-SPSecurityTokenServiceConfig", parameter, thumbprint);
    }
}
