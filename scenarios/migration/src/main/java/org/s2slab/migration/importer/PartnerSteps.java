package org.s2slab.migration.importer;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.PartnerSpec;
import org.s2slab.engine.product.SharePointProduct;

/** Writes the steps that register partner applications, with each product's cmdlets and the exported settings. */
record PartnerSteps(DeploymentDraft draft, CertificateNameRegistry names, TrustSteps steps) {
    /** Registers a partner whose metadata document the server reads now. */
    void byMetadata(ServerDraft at, ImportedPartner partner, ServerDraft other) {
        String url = url(at, partner, other);
        String title = at.role().title() + " registers " + other.name + " as '" + partner.name() + "'";
        if (at.product() instanceof ExchangeProduct exchange) {
            atExchange(exchange, at, partner.spec(other.role(), url, null, partner.account()), title);
        } else {
            steps.run(title, at.product().registerByMetadata(partner.spec(other.role(), url, null, null)));
        }
        permitted(at, partner);
    }

    /** The URL of the metadata document, with the path that the lab's servers use. */
    private String url(ServerDraft at, ImportedPartner partner, ServerDraft other) {
        URI url = partner.metadata();
        if (url == null || url.getHost() == null || !other.serves(url)) {
            return other.metadata();
        }
        String usual = "https://" + url.getHost() + other.product().paths().metadata();
        if (!usual.equalsIgnoreCase(url.toString())) {
            draft.notes.assumed(at.name + " reads the document of " + other.name + " at " + usual + ", not at " + url);
        }
        return usual;
    }

    /**
     * Registers a partner at Exchange. If the script created the partner's account, the script also runs in the copy,
     * and updates the existing registration.
     */
    private void atExchange(ExchangeProduct exchange, ServerDraft at, PartnerSpec partner, String title) {
        boolean byScript = ExchangeProduct.accountOf(partner.role()).equals(partner.account());
        String account = byScript ? null : account(at, partner.name(), partner.account());
        steps.run(title, exchange.registerByMetadata(partner.linkedTo(account)));
        if (byScript) {
            steps.run(
                    "Its account and roles are created",
                    exchange.register(partner).get(0));
        }
        if (!partner.enabled() || partner.acceptsSids()) {
            steps.run("Its settings are changed", exchange.decide(partner));
        }
    }

    private @Nullable String account(ServerDraft at, String name, @Nullable String account) {
        if (account == null || account.equals(ExchangeProduct.SETUP_ACCOUNT)) {
            return account;
        }
        draft.notes.assumed(at.name + ": the account of '" + name + "' is " + ExchangeProduct.SETUP_ACCOUNT
                + " instead of '" + account + "', which the lab does not have");
        return ExchangeProduct.SETUP_ACCOUNT;
    }

    /** Registers a partner with a manual key: the key of a server in the copy, or else the real certificate. */
    void byHand(ServerDraft at, ImportedPartner partner) {
        Optional<String> held = partner.keys() == null
                ? Optional.empty()
                : partner.keys().stream().filter(key -> raw(key).isPresent()).findFirst();
        Optional<String> raw = held.flatMap(this::raw);
        if (raw.isEmpty() || partner.realm() == null || at.is("exchange")) {
            draft.notes.leftOut(at.name + ": '" + partner.name() + "' (" + partner.issuer()
                    + "), because the export has no key or no realm");
            return;
        }
        whileValid(at, held.stream().toList(), () -> byHand(at, partner, raw.get()));
        permitted(at, partner);
    }

    private void byHand(ServerDraft at, ImportedPartner partner, String raw) {
        String title = at.role().title() + " registers a key of '" + partner.name() + "' manually";
        at.product().registerByKey(partner.spec(at.role(), null, raw, null)).ifPresent(call -> steps.run(title, call));
    }

    /** Registers keys. If all of them have expired, the server's clock is moved to a day when one of them was valid. */
    void whileValid(ServerDraft at, List<String> keys, Runnable registering) {
        Duration by = keys.stream()
                .map(key -> names.isStale(key) ? Duration.ZERO : steps.towards(draft.certificates.get(key)))
                .max(Comparator.naturalOrder())
                .filter(Duration::isNegative)
                .orElse(Duration.ZERO);
        String why = "The clock of " + at.name + " is set to a day on which this certificate was valid";
        steps.moved(at.name, why, by, registering);
    }

    /** A certificate as a parameter: the replacement if the copy has this key, otherwise the real certificate. */
    Optional<String> raw(String key) {
        KnownCertificate known = draft.certificates.get(key);
        return names.raw(key).or(() -> Optional.ofNullable(known).map(KnownCertificate::base64));
    }

    /** Registers a partner whose tokens an authorization server issues. */
    void byServer(ServerDraft at, ImportedPartner partner) {
        String title = partner.enabled()
                ? at.role().title() + " accepts tokens for '" + partner.name() + "' from its authorization server"
                : "'" + partner.name() + "', for which an authorization server issues tokens, is disabled";
        String account = account(at, partner.name(), partner.account());
        steps.run(title, at.product().registerByServer(partner.spec(at.role(), null, null, account)));
    }

    /** Grants an application its permissions in SharePoint. */
    void permitted(ServerDraft at, ImportedPartner partner) {
        if (at.is("sharepoint") && partner.realm() != null) {
            permitted(at, partner.issuer());
        }
    }

    void permitted(ServerDraft farm, String nameId) {
        List<String> granted = farm.permissions.get(nameId);
        if (!farm.permissionsAreKnown) {
            draft.notes.assumed(farm.name + " has granted " + nameId + " all permissions, because the export has none");
            granted = List.of("FullControl on SiteSubscription, also app-only");
        }
        for (String grant : granted == null ? List.<String>of() : granted) {
            String[] words = grant.split("[ ,]+", -1);
            boolean understood = words.length >= 3 && words[1].equals("on");
            if (!understood) {
                draft.notes.leftOut(farm.name + ": the permission '" + grant + "' of " + nameId);
                continue;
            }
            SharePointProduct product = (SharePointProduct) farm.product();
            steps.run(
                    "The farm grants " + nameId + " its permissions",
                    product.permit(nameId, "https://" + farm.host(), words[2], words[0], grant.endsWith("app-only")));
        }
    }
}
