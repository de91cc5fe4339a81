package org.s2slab.drill;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.engine.run.TokenPresentation;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** Attacks other servers with the old key of the server in rollover, to check whether they still accept this key. */
final class StolenKeyAttack {
    /** The rules that refuse the old key: unknown, removed, certificate expired, credential expired. */
    private static final Set<String> DEAD = Set.of("E4", "E5", "E6", "L7");

    private final DrillDeployment deployment;
    private final NodePlan server;
    private final UserAccount person;
    private final JournalSummary journals;
    private final IdGenerator ids;
    private final TokenForge forge;

    /** @param old the key before the rollover */
    StolenKeyAttack(
            DrillDeployment deployment,
            NodePlan server,
            SigningKey old,
            UserAccount person,
            JournalSummary journals,
            IdGenerator ids) {
        this.deployment = deployment;
        this.server = server;
        this.person = person;
        this.journals = journals;
        this.ids = ids;
        this.forge = new TokenForge(new DeploymentAttackerKnowledge(deployment.topology()) {
            @Override
            public SigningKey keyOf(String node) {
                return node.equals(server.name()) ? old : super.keyOf(node);
            }
        });
    }

    /**
     * Presents a token with the old key to a node. Blocks the calling thread. Returns the refusing rule; empty if
     * accepted.
     */
    String tryAt(String node) {
        return node.equals(deployment
                                .ofRole("authz")
                                .map(authz -> authz.plan().name())
                                .orElse(""))
                        && !server.role().equals("authz")
                ? asked(node, forge.assertion(new JsonObject().put("issuer", server.name())))
                : asToken(node, server.name());
    }

    /**
     * Presents a token with an unknown key, so that the node reads the metadata, but not again for 30 s. Blocks the
     * calling thread.
     */
    void spendTheReadOf(String node) {
        asToken(node, "outsider");
    }

    private String asToken(String node, String key) {
        NodePlan target = deployment.topology().node(node).plan();
        JsonObject actor =
                new JsonObject().put("issuer", server.name()).put("key", key).put("certificate", key);
        JsonObject outer = new JsonObject().put("user", person.upn());
        if (server.role().equals("authz")) {
            String issuer = deployment.issuerOf(server.name());
            String application = applicationAt(target) + issuer.substring(issuer.indexOf('@'));
            actor.put("claims", new JsonObject().put("iss", issuer).put("nameid", application));
            outer.put("claims", new JsonObject().put("iss", application));
        }
        return asked(
                node, forge.token(node, new JsonObject().put("outer", outer).put("actor", actor)));
    }

    /** An application for which a node accepts tokens from an authorization server. */
    private static String applicationAt(NodePlan target) {
        return target.role().equals("exchange") ? WellKnownPrincipals.LYNC : WellKnownPrincipals.EXCHANGE;
    }

    private String asked(String node, String token) {
        Topology plan = deployment.topology().plan();
        TokenPresentation showing =
                TokenPresentation.at(deployment.topology().node(node).plan(), token, plan, server.name());
        TraceParent trace = TraceParent.start(ids);
        journals.own(trace.traceId());
        MultiMap headers = showing.headers().set(TraceParent.HEADER, trace.header());
        deployment.send(node, showing.method(), showing.path(), headers, showing.body());
        journals.read();
        String rule = journals.verdict(trace.traceId());
        if (rule == null) {
            throw new IllegalStateException(node + " journalled nothing of a token that it was shown");
        }
        return DEAD.contains(rule) ? rule : "";
    }
}
