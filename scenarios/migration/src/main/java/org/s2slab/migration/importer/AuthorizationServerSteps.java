package org.s2slab.migration.importer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.AuthorizationServerSpec;

/** Writes the steps that register the authorization server with the keys that each server has stored for it. */
final class AuthorizationServerSteps {
    private static final String AUTHZ = "authz";

    private final DeploymentDraft draft;
    private final TrustSteps steps;
    private int rolled;

    /** The registration of an authorization server, with the server that contains it. */
    private record Trusting(ServerDraft at, ImportedAuthorizationServer trust) {}

    AuthorizationServerSteps(DeploymentDraft draft, TrustSteps steps) {
        this.draft = draft;
        this.steps = steps;
    }

    void play() {
        List<Trusting> present = new ArrayList<>();
        List<Trusting> old = new ArrayList<>();
        for (ServerDraft server : draft.servers) {
            if (!server.online) {
                for (ImportedAuthorizationServer trust : server.servers) {
                    (isOld(trust) ? old : present).add(new Trusting(server, trust));
                }
            }
        }
        Set<Set<String>> held = new LinkedHashSet<>();
        old.forEach(one -> held.add(
                Set.copyOf(one.trust().keys() == null ? Set.of() : one.trust().keys())));
        for (Set<String> keys : held) {
            old.stream()
                    .filter(one -> one.trust().keys() != null
                            && keys.equals(Set.copyOf(one.trust().keys())))
                    .forEach(this::register);
            roll();
        }
        present.forEach(this::register);
    }

    /** Whether the authorization server no longer publishes any of the stored keys. */
    private boolean isOld(ImportedAuthorizationServer trust) {
        Set<String> published = trust.realm() == null ? Set.of() : draft.tenant(trust.realm()).published;
        Set<String> held = trust.keys();
        return held != null && !held.isEmpty() && !published.isEmpty() && Collections.disjoint(held, published);
    }

    private void register(Trusting trusting) {
        ServerDraft at = trusting.at();
        ImportedAuthorizationServer trust = trusting.trust();
        steps.run(
                at.role().title() + " registers the authorization server as '" + trust.name() + "'",
                at.product()
                        .registerAuthorizationServer(new AuthorizationServerSpec(
                                trust.name(), trust.metadata().toString(), trust.application(), trust.enabled())));
    }

    /** Replaces the authorization server's key, so that earlier registrations contain only an old key. */
    private void roll() {
        String before = "server_keys_" + ++rolled;
        AuthorizationServerProduct authz = AuthorizationServerProduct.of(AUTHZ);
        steps.run(
                "The signing key of the authorization server is read",
                authz.showSigning().as(before));
        steps.run("It gets a new key", authz.stage("", "${now+PT1H}"));
        steps.clock("The key is effective an hour later", AUTHZ, Duration.ofHours(1));
        steps.run("The previous key is no longer published", authz.removePrevious("${" + before + ".Thumbprint}"));
        steps.clock("The clock of the authorization server is set back", AUTHZ, Duration.ofHours(-1));
    }
}
