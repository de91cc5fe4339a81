package org.s2slab.migration.importer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.identity.Guid;
import org.s2slab.pki.CertificateTemplate;

/**
 * Writes the steps that replay the versions of a server's metadata document. The server publishes each version that
 * partners have read, one after the other, and the current version last.
 */
final class MetadataHistorySteps {
    private final ServerDraft server;
    private final ServerProduct product;
    private final DeploymentDraft draft;
    private final CertificateNameRegistry names;
    private final TrustSteps steps;
    private @Nullable String realm;
    private @Nullable String current;
    private @Nullable String previous;

    /** Whether the server may publish an unwanted previous key. */
    private boolean unclean;

    private boolean staged;

    MetadataHistorySteps(ServerDraft server, DeploymentDraft draft, CertificateNameRegistry names, TrustSteps steps) {
        this.server = server;
        this.product = server.product();
        this.draft = draft;
        this.names = names;
        this.steps = steps;
        begin();
    }

    /** Sets the state after setup: Exchange and SharePoint use the stored certificate with the product's subject. */
    private void begin() {
        String requested =
                server.is("exchange") ? CertificateTemplate.EXCHANGE_AUTH_NAME : SharePointProduct.CERTIFICATE_NAME;
        realm = server.is("exchange")
                ? server.domains.stream()
                        .findFirst()
                        .map(domain -> domain.replace("*.", ""))
                        .orElse(null)
                : server.is("lync") ? draft.domain : null;
        if (server.is("lync") || server.online) {
            return;
        }
        List<String> fitting = names.of(server).keySet().stream()
                .filter(key ->
                        ReplacementCertificates.subject(draft, server, key).equals(requested))
                .toList();
        current = fitting.size() == 1 ? fitting.get(0) : null;
        unclean = fitting.size() != 1;
        if (unclean && fitting.size() > 1 && server.is("sharepoint")) {
            // Setup used one of several certificates. After these steps, the used certificate is known.
            assign(fitting.get(1));
            assign(fitting.get(0));
            unclean = false;
        }
    }

    /** Makes the server sign with a realm and publish exactly these keys. The last key is the signing key. */
    void publish(@Nullable String requested, List<String> keys) {
        realm(requested);
        List<String> assigned = new ArrayList<>(keys);
        boolean stages = server.keys.next() != null && assigned.remove(server.keys.next());
        String last = assigned.isEmpty() ? null : assigned.get(assigned.size() - 1);
        String before = assigned.size() < 2 ? null : assigned.get(assigned.size() - 2);
        if (last == null) {
            nothing();
        } else if (!last.equals(current) || !Objects.equals(before, previous) || unclean) {
            if (before != null && !before.equals(current)) {
                assign(before);
            }
            assign(last);
            if (before == null && (previous != null || unclean)) {
                forgetPrevious();
            }
            unclean = false;
        }
        if (stages && !staged) {
            stage(Objects.requireNonNull(server.keys.next()));
        }
    }

    private void realm(@Nullable String requested) {
        if (requested == null || requested.equals(realm) || server.online) {
            return;
        }
        boolean farm = server.is("sharepoint");
        if (farm && !Guid.isLowerCase(requested)) {
            draft.notes.leftOut("the realm '" + requested + "' of " + server.name
                    + ", because a farm of the lab needs a lower-case GUID as realm");
            return;
        }
        String title = farm ? "The farm's realm is " : server.role().title() + " uses the realm ";
        steps.run(title + requested, product.setRealm(requested));
        realm = requested;
    }

    private void assign(String key) {
        KnownCertificate certificate = draft.certificates.get(key);
        String name = names.of(server).get(key);
        Duration by = names.isStale(key) ? Duration.ZERO : steps.towards(certificate);
        steps.moved(
                server.name,
                "The clock of " + server.name + " is set to a day on which the certificate '" + name + "' is valid",
                by,
                () -> steps.run(
                        server.role().title() + " signs with the certificate '" + name + "'",
                        product.activate(names.thumbprint(server, key))));
        if (!key.equals(current)) {
            previous = current;
            current = key;
        }
    }

    private void forgetPrevious() {
        String before = previous == null ? "" : names.thumbprint(server, previous);
        if (server.is("sharepoint") && previous == null) {
            String noted = server.name.replace('-', '_') + "_before";
            steps.run(
                    "The previous signing certificate of the farm is read",
                    product.showSigning().as(noted));
            before = "${" + noted + ".PreviousSigningCertificateThumbprint}";
        }
        steps.run("The previous certificate is no longer published", product.removePrevious(before));
        previous = null;
    }

    /** Removes the signing certificate. Only Lync can be without a certificate. */
    private void nothing() {
        if (product instanceof LyncProduct lync && current != null) {
            if (previous != null) {
                forgetPrevious();
            }
            steps.run("Lync has no signing certificate", lync.removeSigning());
            current = null;
        }
    }

    private void stage(String key) {
        Instant effective = server.keys.effective();
        String thumbprint = names.thumbprint(server, key);
        String title = "The certificate 'next' is staged";
        if (server.is("sharepoint")) {
            steps.run(title, product.stage(thumbprint, ""));
        } else if (effective == null) {
            draft.notes.leftOut(
                    "the next certificate of " + server.name + ", because the export has no effective date");
        } else {
            boolean past = !effective.isAfter(steps.now());
            Duration by = past ? Duration.between(steps.now(), effective).minusDays(1) : Duration.ZERO;
            steps.moved(
                    server.name,
                    "The clock of " + server.name + " is set to the day before that date",
                    by,
                    () -> steps.run(title, product.stage(thumbprint, effective.toString())));
        }
        staged = true;
    }

    /** Removes keys from the server's store that the real server no longer has. */
    void lose(Set<String> keys) {
        keys.forEach(key -> steps.run(
                "The key of '" + names.of(server).get(key) + "' is removed",
                product.removeFromStore(names.thumbprint(server, key))));
    }
}
