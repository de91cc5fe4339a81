package org.s2slab.scenarios.drill;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Person;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.scenarios.attack.Holdings;
import org.s2slab.scenarios.attack.TokenForge;
import org.s2slab.scenarios.run.DeploymentHoldings;
import org.s2slab.scenarios.topology.NodePlan;
import org.s2slab.trace.Ids;
import org.s2slab.trace.TraceParent;

/** Somebody who has the old key of the server that is rolled, and tries at others whether it still proves anything. */
final class StolenKey {
    /** The rules by which a key is not believed: unknown, removed, its certificate expired, the credential's time over. */
    private static final Set<String> DEAD = Set.of("E4", "E5", "E6", "L7");

    private static final String ENVELOPE = """
            <?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
            xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body><m:GetImItemList/></s:Body></s:Envelope>
            """;

    private final Deployment deployment;
    private final NodePlan server;
    private final Person person;
    private final Journals journals;
    private final Ids ids;
    private final TokenForge forge;

    /** @param old the key before the rollover */
    StolenKey(Deployment deployment, NodePlan server, SigningKey old, Person person, Journals journals, Ids ids) {
        this.deployment = deployment;
        this.server = server;
        this.person = person;
        this.journals = journals;
        this.ids = ids;
        this.forge = new TokenForge(new Stolen(new DeploymentHoldings(deployment.topology()), server.name(), old));
    }

    /** Tries it at a node; the rule that refused it, empty where the key is believed. Blocks. */
    String tryAt(String node) {
        return node.equals(deployment
                                .ofRole("authz")
                                .map(authz -> authz.plan().name())
                                .orElse(""))
                        && !server.role().equals("authz")
                ? asAssertion(node)
                : asToken(node, server.name());
    }

    /** Shows a node a token with a key that nobody knows, so that it has just read the server's metadata. Blocks. */
    void spendTheReadOf(String node) {
        asToken(node, "outsider");
    }

    private String asToken(String node, String key) {
        NodePlan target = deployment.topology().node(node).plan();
        String issuer = deployment.issuerOf(server.name());
        String application =
                server.role().equals("authz") ? applicationAt(target) + issuer.substring(issuer.indexOf('@')) : issuer;
        String realm = deployment.issuerOf(node).replaceFirst(".*@", "");
        String audience = target.applicationId() + "/" + target.host() + "@" + realm;
        JsonObject actor = new JsonObject()
                .put("issuer", server.name())
                .put("key", key)
                .put("certificate", key)
                .put(
                        "claims",
                        new JsonObject()
                                .put("iss", issuer)
                                .put("nameid", application)
                                .put("aud", audience));
        JsonObject outer = new JsonObject()
                .put("user", person.upn())
                .put("claims", new JsonObject().put("iss", application).put("aud", audience));
        String token = forge.token(node, new JsonObject().put("outer", outer).put("actor", actor));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Authorization", "Bearer " + token);
        return switch (target.role()) {
            case "exchange" ->
                asked(
                        node,
                        HttpMethod.POST,
                        "/EWS/Exchange.asmx",
                        headers.set("Content-Type", "text/xml; charset=utf-8"),
                        Buffer.buffer(ENVELOPE));
            case "lync" ->
                asked(node, HttpMethod.GET, "/Autodiscover/AutodiscoverService.svc/root/oauth/user", headers, null);
            default -> asked(node, HttpMethod.GET, "/_api/web", headers, null);
        };
    }

    /** An application that a node lets an authorization server vouch for. */
    private static String applicationAt(NodePlan target) {
        return target.role().equals("exchange") ? WellKnownPrincipals.LYNC : WellKnownPrincipals.EXCHANGE;
    }

    private String asAssertion(String authz) {
        String tenant = deployment.topology().plan().ownTenant().id();
        NodePlan resource = deployment
                .ofRole(server.role().equals("exchange") ? "lync" : "exchange")
                .orElseThrow()
                .plan();
        QueryStringEncoder form = new QueryStringEncoder("");
        form.addParam("grant_type", "http://oauth.net/grant_type/jwt/1.0/bearer");
        form.addParam("assertion", forge.assertion(new JsonObject().put("issuer", server.name())));
        form.addParam("resource", resource.applicationId() + "/" + resource.host() + "@" + tenant);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded");
        return asked(
                authz,
                HttpMethod.POST,
                "/" + tenant + "/tokens/OAuth/2",
                headers,
                Buffer.buffer(form.toString().substring(1)));
    }

    private String asked(String node, HttpMethod method, String path, MultiMap headers, @Nullable Buffer body) {
        TraceParent trace = TraceParent.start(ids);
        journals.own(trace.traceId());
        deployment.send(node, method, path, headers.set(TraceParent.HEADER, trace.header()), body);
        journals.read();
        String rule = journals.verdict(trace.traceId());
        if (rule == null) {
            throw new IllegalStateException(node + " journalled nothing of a token that it was shown");
        }
        return DEAD.contains(rule) ? rule : "";
    }

    /** What an outsider knows, with the server's old key in the place of the one the topology names. */
    private record Stolen(Holdings known, String server, SigningKey old) implements Holdings {
        @Override
        public String applicationId(String node) {
            return known.applicationId(node);
        }

        @Override
        public String host(String node) {
            return known.host(node);
        }

        @Override
        public String realm(String node) {
            return known.realm(node);
        }

        @Override
        public String tenant(String name) {
            return known.tenant(name);
        }

        @Override
        public String ownTenant() {
            return known.ownTenant();
        }

        @Override
        public String authorizationServer() {
            return known.authorizationServer();
        }

        @Override
        public SigningKey keyOf(String node) {
            return node.equals(server) ? old : known.keyOf(node);
        }

        @Override
        public SigningKey own() {
            return known.own();
        }

        @Override
        public Optional<Person> person(String address) {
            return known.person(address);
        }

        @Override
        public Clock clock() {
            return known.clock();
        }
    }
}
