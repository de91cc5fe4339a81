package org.s2slab.scenarios.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.s2slab.pki.SigningKey;
import org.s2slab.scenarios.drill.Believers.Believer;
import org.s2slab.scenarios.drill.Order.Done;
import org.s2slab.scenarios.topology.NodePlan;

/** The server whose certificate is rolled, and what its administrators do about it, here and at its partners. */
final class Rolled {
    private final Deployment deployment;
    private final NodePlan plan;
    private final Procedure procedure;
    private final Believers believers;
    private final List<Believer> byMetadata;
    private final JsonArray uploaded;
    private final SigningKey old;
    private String next = "";

    Rolled(Deployment deployment, NodePlan plan) {
        this.deployment = deployment;
        this.plan = plan;
        procedure = new Procedure(plan.name(), plan.role());
        believers = new Believers(deployment, plan);
        byMetadata = believers.byMetadata();
        uploaded = believers.uploaded();
        old = deployment.keyOf(plan.name(), current());
    }

    NodePlan plan() {
        return plan;
    }

    /** The key that is to go. */
    SigningKey old() {
        return old;
    }

    Instant oldExpires() {
        return old.certificate().getNotAfter().toInstant();
    }

    /** Who reads this server's metadata. */
    List<Believer> believers() {
        return byMetadata;
    }

    /** Whether an authorization server knows it by a key that was uploaded. */
    boolean isUploaded() {
        return !uploaded.isEmpty();
    }

    /** Everybody who believes its key, the authorization server among them. */
    List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        byMetadata.stream().map(Believer::node).distinct().forEach(nodes::add);
        if (isUploaded()) {
            nodes.add(deployment.ofRole("authz").orElseThrow().plan().name());
        }
        return nodes;
    }

    /** The thumbprint it signs with now. */
    String current() {
        return deployment.run(procedure.show()).text(procedure.currentIn());
    }

    String next() {
        return next;
    }

    /** Has the certificate made that is to follow, where that is not done by staging it. */
    void make() {
        if (procedure.makesByStaging()) {
            return;
        }
        next = procedure
                .make()
                .map(order -> deployment.run(order).text("Thumbprint"))
                .orElseGet(() ->
                        RolloverDrill.ready(deployment.topology(), plan.name()).thumbprint());
    }

    void stage(Instant effective) {
        took(deployment.run(procedure.stage(next, effective)));
    }

    /** Does what the date alone does not. */
    void beginToUse() {
        procedure.atTheMoment(next).ifPresent(deployment::run);
    }

    void assign() {
        took(deployment.run(procedure.assign(next, deployment.now())));
    }

    private void took(Done done) {
        if (procedure.makesByStaging()) {
            next = done.text("Thumbprint");
        }
    }

    void upload() {
        deployment.run(believers.upload(raw(deployment.keyOf(plan.name(), next))));
    }

    void remove() {
        deployment.run(procedure.remove(old.thumbprint()));
    }

    /** Takes the old key back at the authorization server. */
    void withdraw() {
        String value = raw(old);
        uploaded.stream()
                .map(JsonObject.class::cast)
                .filter(credential -> value.equals(credential.getString("Value")))
                .forEach(credential -> deployment.run(believers.withdraw(credential.getString("KeyId"))));
    }

    /** Has every partner whose administrators can do so read the metadata again. */
    void refresh() {
        for (Believer believer : byMetadata) {
            Order refresh = believer.refresh();
            if (refresh != null) {
                deployment.run(refresh);
            }
        }
    }

    private static String raw(SigningKey key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that is in use", e);
        }
    }
}
