package org.s2slab.scenarios.copy;

import static org.s2slab.scenarios.copy.TrustSteps.with;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers partners with the cmdlets of each product, under the names and with the decisions that the export shows. */
final class Registrar {
    /** The account that Exchange's setup makes for applications of the other premises. */
    private static final String SETUP_ACCOUNT = "Exchange Online-ApplicationAccount";

    private static final String ENTERPRISE = "Enterprise-ApplicationAccount";

    private final Draft draft;
    private final KeyNames names;
    private final TrustSteps steps;

    Registrar(Draft draft, KeyNames names, TrustSteps steps) {
        this.draft = draft;
        this.names = names;
        this.steps = steps;
    }

    /** One whose document the server reads now. */
    void byMetadata(ServerDraft at, CopiedPartner partner, ServerDraft other) {
        String url = url(at, partner, other);
        String title = Products.title(at.role) + " learns of " + other.name + ", as '" + partner.name() + "'";
        switch (at.role) {
            case "lync" -> {
                Map<String, @Nullable Object> given =
                        with("Identity", partner.name(), "ApplicationTrustLevel", partner.level(), "MetadataUrl", url);
                steps.run(title, at.name, "New-CsPartnerApplication", switched(given, partner));
            }
            case "exchange" -> atExchange(at, partner, other, url, title);
            default ->
                steps.run(
                        title,
                        at.name,
                        "New-SPTrustedSecurityTokenIssuer",
                        with("Name", partner.name(), "MetadataEndPoint", url));
        }
        permitted(at, partner);
    }

    /** The address of the document, at the path at which the lab's servers have it. */
    private String url(ServerDraft at, CopiedPartner partner, ServerDraft other) {
        URI url = partner.metadata();
        if (url == null || url.getHost() == null || !other.serves(url)) {
            return other.metadata();
        }
        String usual = "https://" + url.getHost() + Products.metadataPath(other.role);
        if (!usual.equalsIgnoreCase(url.toString())) {
            draft.notes.assumed(at.name + " reads the document of " + other.name + " at " + usual + ", not at " + url);
        }
        return usual;
    }

    /** The script that makes account and roles brings a registration up to date that is there under another name. */
    private void atExchange(ServerDraft at, CopiedPartner partner, ServerDraft other, String url, String title) {
        String product = Products.title(other.role);
        boolean byScript = (product + ENTERPRISE).equals(partner.account());
        steps.run(
                title,
                at.name,
                "New-PartnerApplication",
                with(
                        "Name",
                        partner.name(),
                        "AuthMetadataUrl",
                        url,
                        "LinkedAccount",
                        byScript ? null : account(at, partner)));
        if (byScript) {
            steps.run(
                    "Its account and roles are made",
                    at.name,
                    "Configure-EnterprisePartnerApplication",
                    with("AuthMetadataUrl", url, "ApplicationType", product));
        }
        if (!partner.enabled() || partner.acceptsSids()) {
            steps.run(
                    "It is as it was decided there",
                    at.name,
                    "Set-PartnerApplication",
                    switched(with("Identity", partner.name()), partner));
        }
    }

    private @Nullable String account(ServerDraft at, CopiedPartner partner) {
        String account = partner.account();
        if (account == null || account.equals(SETUP_ACCOUNT)) {
            return account;
        }
        draft.notes.assumed(at.name + ": the account of '" + partner.name() + "' is " + SETUP_ACCOUNT + " in place of '"
                + account + "', which the lab does not make");
        return SETUP_ACCOUNT;
    }

    private static Map<String, @Nullable Object> switched(Map<String, @Nullable Object> given, CopiedPartner partner) {
        if (!partner.enabled()) {
            given.put("Enabled", false);
        }
        if (partner.acceptsSids()) {
            given.put("AcceptSecurityIdentifierInformation", true);
        }
        return given;
    }

    /** One whose key was given by hand: a key of a server here, or the real certificate, whose key is nowhere here. */
    void byHand(ServerDraft at, CopiedPartner partner) {
        Optional<String> held = partner.keys() == null
                ? Optional.empty()
                : partner.keys().stream().filter(key -> raw(key).isPresent()).findFirst();
        Optional<String> raw = held.flatMap(this::raw);
        if (raw.isEmpty() || partner.realm() == null || at.is("exchange")) {
            draft.notes.leftOut(at.name + ": '" + partner.name() + "' (" + partner.issuer()
                    + "), of which the export has no key or no realm");
            return;
        }
        whileValid(at, held.stream().toList(), () -> byHand(at, partner, raw.get()));
        permitted(at, partner);
    }

    private void byHand(ServerDraft at, CopiedPartner partner, String raw) {
        String title = Products.title(at.role) + " is given a key of '" + partner.name() + "' by hand";
        if (at.is("lync")) {
            Map<String, @Nullable Object> given = with(
                    "Identity",
                    partner.name(),
                    "ApplicationTrustLevel",
                    partner.level(),
                    "ApplicationIdentifier",
                    partner.application(),
                    "Realm",
                    partner.realm(),
                    "CertificateRawData",
                    raw);
            steps.run(title, at.name, "New-CsPartnerApplication", switched(given, partner));
        } else {
            steps.run(
                    title,
                    at.name,
                    "New-SPTrustedSecurityTokenIssuer",
                    with("Name", partner.name(), "RegisteredIssuerName", partner.issuer(), "Certificate", raw));
        }
    }

    /** Registers keys; where all have ended since, while the server's clock stands on a day on which one was valid. */
    void whileValid(ServerDraft at, List<String> keys, Runnable registering) {
        Duration by = keys.stream()
                .map(key -> names.isStale(key) ? Duration.ZERO : steps.towards(draft.certificates.get(key)))
                .max(Comparator.naturalOrder())
                .filter(Duration::isNegative)
                .orElse(Duration.ZERO);
        String why = "The clock of " + at.name + " goes to a day on which that certificate was valid";
        steps.moved(at.name, why, by, registering);
    }

    /** A certificate as a parameter: that of a server here, else the real one. */
    Optional<String> raw(String key) {
        KnownCertificate known = draft.certificates.get(key);
        return names.raw(key).or(() -> Optional.ofNullable(known).map(KnownCertificate::base64));
    }

    /** One for which an authorization server vouches; Exchange's setup has left one for the other premises. */
    void byServer(ServerDraft at, CopiedPartner partner) {
        String title = partner.enabled()
                ? Products.title(at.role) + " takes tokens of '" + partner.name() + "' from its authorization server"
                : "'" + partner.name() + "', of whom an authorization server would issue tokens, is disabled";
        if (at.is("lync")) {
            Map<String, @Nullable Object> given = with(
                    "Identity",
                    partner.name(),
                    "ApplicationIdentifier",
                    partner.application(),
                    "ApplicationTrustLevel",
                    partner.level(),
                    "Realm",
                    partner.realm(),
                    "UseOAuthServer",
                    true);
            steps.run(title, at.name, "New-CsPartnerApplication", switched(given, partner));
            return;
        }
        boolean fromSetup = partner.name().equals("Exchange Online");
        steps.run(
                title,
                at.name,
                fromSetup ? "Set-PartnerApplication" : "New-PartnerApplication",
                with(
                        fromSetup ? "Identity" : "Name",
                        partner.name(),
                        "ApplicationIdentifier",
                        fromSetup ? null : partner.application(),
                        "Realm",
                        partner.realm(),
                        "LinkedAccount",
                        account(at, partner),
                        "AcceptSecurityIdentifierInformation",
                        partner.acceptsSids() ? true : null,
                        "Enabled",
                        partner.enabled()));
    }

    /** What SharePoint has granted an application. */
    void permitted(ServerDraft at, CopiedPartner partner) {
        if (at.is("sharepoint") && partner.realm() != null) {
            permitted(at, partner.issuer());
        }
    }

    void permitted(ServerDraft farm, String nameId) {
        List<String> granted = farm.permissions.get(nameId);
        if (!farm.permissionsAreKnown) {
            draft.notes.assumed(farm.name + " has granted " + nameId + " everything, for its cmdlet does not tell");
            granted = List.of("FullControl on SiteSubscription, also app-only");
        }
        for (String grant : granted == null ? List.<String>of() : granted) {
            String[] words = grant.split("[ ,]+", -1);
            boolean understood = words.length >= 3 && words[1].equals("on");
            if (!understood) {
                draft.notes.leftOut(farm.name + ": the permission '" + grant + "' of " + nameId);
                continue;
            }
            steps.run(
                    "The farm grants " + nameId + " what it may do",
                    farm.name,
                    "Set-SPAppPrincipalPermission",
                    with(
                            "AppPrincipal",
                            nameId,
                            "Site",
                            "https://" + farm.host(),
                            "Scope",
                            words[2],
                            "Right",
                            words[0],
                            "EnableAppOnlyPolicy",
                            grant.endsWith("app-only") ? true : null));
        }
    }
}
