package org.s2slab.authz.grants;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.identity.ClaimNames;
import org.s2slab.pki.RsaEngine;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenView;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.ClientAssertion;
import org.s2slab.validation.PrintableValue;
import org.s2slab.validation.Rule;
import org.s2slab.validation.RuleFindings;
import org.s2slab.validation.TokenExamination;
import org.s2slab.validation.TokenExaminer;

/**
 * Evaluates rule by rule whether this server would accept an assertion in a token request now. An assertion whose
 * audience is an address is checked for the v2.0 endpoint of libraries, any other as an assertion of a server.
 */
public final class AssertionExaminer implements TokenExaminer {
    private static final int HTTPS = 443;

    /** The rule about resource and tenant. */
    private static final String RESOURCE = "K5";

    private static final String ALONE = "an assertion alone asks for nothing, and is not used";

    private final TenantRegistry registry;
    private final TokenEndpointProfile servers;
    private final BiFunction<String, String, TokenEndpointProfile> libraries;
    private final Clock clock;
    private final GrantRules rules;

    /**
     * @param servers the endpoint for assertions of servers
     * @param libraries the endpoint for assertions of client libraries, by requested address and tenant
     */
    public AssertionExaminer(
            TenantRegistry registry,
            TokenEndpointProfile servers,
            BiFunction<String, String, TokenEndpointProfile> libraries,
            Clock clock) {
        this.registry = registry;
        this.servers = servers;
        this.libraries = libraries;
        this.clock = clock;
        this.rules = GrantRules.COMPLETE;
    }

    @Override
    public Future<TokenExamination> examine(String token, String host, int port) {
        TokenView view = view(token);
        String audience =
                view == null ? "" : view.outer().claims().path(ClaimNames.AUD).asText();
        boolean ofLibrary = audience.startsWith("https://");
        CheckList form = ofLibrary ? CheckList.LIBRARY_ASSERTION : CheckList.ASSERTION;
        RuleFindings findings = new RuleFindings();
        Optional<ClientAssertion> assertion = ClientAssertion.examine(token, form, findings);
        String otherwise = ALONE;
        if (assertion.isPresent() && !assertion.get().thumbprints().isEmpty()) {
            String word = tenant(audience, ofLibrary);
            TenantSnapshot tenant = registry.named(word).orElse(null);
            if (tenant == null) {
                otherwise = "this server does not have the tenant of the assertion";
                // For an unknown tenant the server refuses by this rule, before it looks up the client.
                Finding finding = Finding.of("the tenant is " + PrintableValue.value(word), "one of this server");
                ofResource().forEach(rule -> findings.refuse(rule, finding));
            } else {
                TokenEndpointProfile door = ofLibrary ? libraries.apply(address(host, port), word) : servers;
                findings.ask(ofClient(), evidence(assertion.get(), tenant, door));
            }
        } else {
            otherwise = "the assertion cannot be read, or names no certificate";
        }
        List<Rule<?>> order = new ArrayList<>(form.all());
        order.addAll(rules.client());
        order.addAll(rules.use());
        Instant now = Instant.ofEpochSecond(now());
        return Future.succeededFuture(new TokenExamination(host, now, view, findings.of(order, otherwise)));
    }

    /** All rules for the client except the rule for the resource, because an assertion does not name the resource. */
    private List<Rule<GrantEvidence>> ofClient() {
        return rules.client().stream()
                .filter(rule -> !rule.id().equals(RESOURCE))
                .toList();
    }

    private Stream<Rule<GrantEvidence>> ofResource() {
        return rules.client().stream().filter(rule -> rule.id().equals(RESOURCE));
    }

    private static String address(String host, int port) {
        return "https://" + host + (port == HTTPS ? "" : ":" + port);
    }

    private GrantEvidence evidence(ClientAssertion assertion, TenantSnapshot tenant, TokenEndpointProfile door) {
        TokenRequest request = new TokenRequest(tenant.tenant().id(), Map.of(), List.of(), null, false, door);
        GrantType grant = door.forLibraries() ? GrantType.CLIENT_CREDENTIALS : GrantType.ASSERTION;
        return new GrantEvidence(request, grant, tenant, assertion, new RsaEngine(new OperationCounters()), now());
    }

    private long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    /** The tenant in an audience: the text after the last at sign, or the first part of an address's path. */
    private static String tenant(String audience, boolean isAddress) {
        if (!isAddress) {
            return audience.substring(audience.lastIndexOf('@') + 1);
        }
        try {
            String[] path = String.valueOf(URI.create(audience).getPath()).split("/", -1);
            return path.length > 1 ? path[1] : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static @Nullable TokenView view(String token) {
        try {
            return TokenView.of(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
