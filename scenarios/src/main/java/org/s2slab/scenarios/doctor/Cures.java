package org.s2slab.scenarios.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.s2slab.identity.PrincipalId;

/** The lines that register a partner, bring it up to date, or register it anew, in the words of each product. */
final class Cures {
    private static final Map<String, String> PRODUCTS =
            Map.of("lync", "Lync", "exchange", "Exchange", "sharepoint", "SharePoint");

    private Cures() {}

    /** Makes another server a partner application, from nothing. */
    static List<Cure> register(NodeFacts at, NodeFacts other) {
        String product = PRODUCTS.getOrDefault(other.address().role(), "");
        return switch (at.address().role()) {
            case "lync" -> List.of(newPartner("microsoft." + other.address().role(), "Full", at, other));
            case "exchange" ->
                List.of(Line.of("Configure-EnterprisePartnerApplication")
                        .with("AuthMetadataUrl", other.metadata().toString())
                        .with("ApplicationType", product)
                        .on(at.name()));
            default -> trustAndPermit(product, at, other);
        };
    }

    private static Cure newPartner(String name, String level, NodeFacts at, NodeFacts other) {
        return Line.of("New-CsPartnerApplication")
                .with("Identity", name)
                .with("ApplicationTrustLevel", level)
                .with("MetadataUrl", other.metadata().toString())
                .on(at.name());
    }

    private static List<Cure> trustAndPermit(String name, NodeFacts at, NodeFacts other) {
        return List.of(
                Line.of("New-SPTrustedSecurityTokenIssuer")
                        .with("Name", name)
                        .with("MetadataEndPoint", other.metadata().toString())
                        .on(at.name()),
                permit(at, other, Objects.requireNonNull(other.self()).toString()));
    }

    /** Grants an application what the documented procedures grant it: everything, Exchange also without a user. */
    static Cure permit(NodeFacts farm, NodeFacts application, String nameId) {
        Line line = Line.of("Set-SPAppPrincipalPermission")
                .with("AppPrincipal", nameId)
                .with("Site", "https://" + farm.address().host())
                .with("Scope", "SiteSubscription")
                .with("Right", "FullControl");
        return (application.is("exchange") ? line.flag("EnableAppOnlyPolicy") : line).on(farm.name());
    }

    /** Registers a partner anew that has changed its realm; what was decided of it before stays. */
    static List<Cure> registerAnew(NodeFacts at, Registration held, NodeFacts other) {
        return switch (at.address().role()) {
            case "lync" ->
                List.of(
                        Line.of("Remove-CsPartnerApplication")
                                .with("Identity", held.name())
                                .on(at.name()),
                        newPartner(held.name(), held.level(), at, other));
            case "exchange" ->
                List.of(Line.of("Set-PartnerApplication")
                        .with("Identity", held.name())
                        .with("AuthMetadataUrl", other.metadata().toString())
                        .on(at.name()));
            default -> {
                List<Cure> lines = new ArrayList<>();
                lines.add(Line.of("Remove-SPTrustedSecurityTokenIssuer")
                        .with("Identity", held.name())
                        .on(at.name()));
                lines.addAll(trustAndPermit(held.name(), at, other));
                yield lines;
            }
        };
    }

    /**
     * Has a partner's present keys taken.
     *
     * @param raw base64 of its certificate, or a variable with it, for where keys were given by hand
     */
    static Cure takeKeys(NodeFacts at, Registration held, String raw) {
        boolean byHand = held.metadata() == null;
        String url = String.valueOf(held.metadata());
        Line line = switch (at.address().role()) {
            case "lync" -> {
                Line set = Line.of("Set-CsPartnerApplication").with("Identity", held.name());
                yield byHand ? set.with("CertificateRawData", raw) : set.with("MetadataUrl", url);
            }
            case "exchange" ->
                Line.of("Set-PartnerApplication").with("Identity", held.name()).flag("RefreshAuthMetadata");
            default -> {
                Line set = Line.of("Set-SPTrustedSecurityTokenIssuer").with("Identity", held.name());
                yield byHand ? set.with("Certificate", raw) : set.with("MetadataEndPoint", url);
            }
        };
        return line.on(at.name());
    }

    /** Enables a partner application. */
    static Cure enable(NodeFacts at, Registration held) {
        return Line.of(at.is("lync") ? "Set-CsPartnerApplication" : "Set-PartnerApplication")
                .with("Identity", held.name())
                .with("Enabled", true)
                .on(at.name());
    }

    static String realm(NodeFacts node) {
        PrincipalId self = node.self();
        return self == null ? "" : self.realm();
    }
}
