package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.Step;
import org.s2slab.testing.OtlpCollector;
import org.s2slab.testing.OtlpCollector.Received;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** An archived conversation as spans: one tree over four servers, with every hop of their journals. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryTest {
    private static final String SAID = "The orchard contract is signed";

    /** The last steps of the bundled scenario as one client would make them, with one trace. */
    private static final String STEPS = """
            scenario: telemetry
            shows: A conversation is archived and found.
            topology: online
            steps:
              - do: Anna and Bert talk
                talk: {from: anna@contoso.com, to: bert@contoso.com, say: %s}
              - do: The storage service delivers
                on: lync
                run: Invoke-CsStorageServiceFlush
                with: {PoolFqdn: "${lync.host}", FlushType: FullFlush}
              - do: Audrey finds it
                as-user: audrey@contoso.com
                call: "sharepoint POST /sites/discovery/cases/${case.body.id}/searches"
                body: {query: orchard}
              - do: A forged token is refused
                present:
                  to: exchange
                  forge: {outer: {user: anna@contoso.com}, actor: {issuer: lync, signature: garbage}}
            """.formatted(SAID);

    private final Vertx vertx = Vertx.vertx();
    private final List<JsonObject> hops = new ArrayList<>();
    private OtlpCollector collector;
    private SecretCollector secrets;
    private Map<String, Received> byId;
    private TraceParent client;

    @BeforeAll
    void play(@TempDir Path folder) {
        collector = OtlpCollector.open(vertx);
        ScenarioLibrary library = new ScenarioLibrary();
        List<Step> own = ScenarioParser.read("telemetry.yaml", STEPS).steps();
        List<Step> earlier = library.one("online-search").steps().stream()
                .takeWhile(step -> !step.title().equals("Anna and Bert talk about it"))
                .toList();
        Topology plan = library.topology("online").sendingTo("http://127.0.0.1:" + collector.port());
        LaunchContext launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        secrets = SecretCollector.of(plan, earlier);
        try (Deployment deployment = DeploymentSetup.start(plan, null, launch, folder)) {
            ScenarioSession session = new ScenarioSession(deployment, launch, secrets);
            assertThat(earlier).allMatch(step -> session.play(step).result().passed());
            // A node that has started again has no cached tokens.
            deployment.stopNode("lync");
            deployment.startNode("lync");
            client = TraceParent.start(launch.ids());
            own.forEach(step -> secrets.gather(session.look(step, client)));
            for (ManagedNode node : deployment.managed()) {
                node.journal(0).await().getJsonArray("hops").forEach(hop -> hops.add((JsonObject) hop));
            }
        }
        byId = collector.spans().stream().collect(Collectors.toMap(Received::spanId, Function.identity()));
    }

    @AfterAll
    void end() {
        collector.close();
        vertx.close().await();
    }

    private Received archiving() {
        return collector.spans().stream()
                .filter(span -> span.node().equals("lync")
                        && span.span().getKind() == Span.SpanKind.SPAN_KIND_CLIENT
                        && "CreateItem".equals(span.attributes().get("s2slab.operation")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingIsValid() {
        assertThat(collector.problems()).isEmpty();
        assertThat(collector.spans())
                .allMatch(span -> "online".equals(span.resource().get("service.namespace")));
    }

    @Test
    void anArchivedConversationIsOneTreeOverFourServers() {
        List<Received> trace = collector.spans().stream()
                .filter(span -> span.traceId().equals(client.traceId()))
                .toList();
        Set<String> tree = new HashSet<>(Set.of(client.spanId()));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Received span : trace) {
                grows |= tree.contains(span.parentId()) && tree.add(span.spanId());
            }
        }

        assertThat(trace).allMatch(span -> tree.contains(span.spanId()));
        assertThat(trace).extracting(Received::node).contains("lync", "authz", "exchange", "sharepoint");
        assertThat(trace).contains(archiving());
    }

    @Test
    void deferredWorkIsLinkedToTheRequestThatCausedIt() {
        Span.Link link = archiving().span().getLinks(0);
        Received cause = spanOf(hex(link.getSpanId().toByteArray()));

        assertThat(cause.node()).isEqualTo("lync");
        assertThat(cause.span().getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(cause.span().getName()).startsWith("POST /users/me/conversations/");
        assertThat(spanOf(archiving().parentId()).span().getName()).isEqualTo("deferred work");
    }

    @Test
    void everyHopOfEveryServerIsInItsSpan() {
        Set<String> events = collector.spans().stream()
                .flatMap(span -> span.span().getEventsList().stream()
                        .map(event -> span.node() + " " + span.spanId() + " " + event.getName() + " " + hop(event)))
                .collect(Collectors.toSet());
        Set<String> journals = hops.stream()
                .map(hop -> hop.getString("node") + " " + hop.getString("spanId") + " " + hop.getString("kind") + " "
                        + hop.getLong("sequence"))
                .collect(Collectors.toSet());

        assertThat(journals).hasSizeGreaterThan(20);
        assertThat(events).containsAll(journals);
    }

    @Test
    void aRefusalIsAnErrorWithTheRuleOfTheJournal() {
        JsonObject refused = hops.stream()
                .filter(hop -> hop.getString("kind").equals("REFUSED"))
                .reduce((first, last) -> last)
                .orElseThrow();
        Received span = spanOf(refused.getString("spanId"));

        assertThat(span.node()).isEqualTo("exchange");
        assertThat(span.span().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(span.span().getStatus().getMessage()).startsWith(refused.getString("rule") + ": The token ");
        assertThat(span.attributes())
                .containsEntry("s2slab.rule", refused.getString("rule"))
                .containsEntry("http.response.status_code", "401");
    }

    @Test
    void theDocumentationHasEveryAttribute() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("s2slab.root"), "docs", "TELEMETRY.md"));
        Set<String> keys = new TreeSet<>();
        collector.spans().forEach(span -> {
            keys.addAll(span.attributes().keySet());
            keys.addAll(span.resource().keySet());
            span.span()
                    .getEventsList()
                    .forEach(event -> event.getAttributesList().forEach(one -> keys.add(one.getKey())));
        });

        assertThat(keys).hasSizeGreaterThan(15).allMatch(key -> page.contains("`" + key + "`"));
    }

    @Test
    void noSpanHasASecretOrAMessage() {
        String text = collector.text();

        assertThat(text).contains("anna@contoso.com", "CreateItem");
        assertThat(secrets.without(text)).isEqualTo(text);
        assertThat(secrets.without("Basic anna: Passw0rd!")).doesNotContain("Passw0rd!");
        assertThat(text).doesNotContain(SAID);
    }

    private Received spanOf(String id) {
        return Objects.requireNonNull(byId.get(id), id);
    }

    private static long hop(Span.Event event) {
        return event.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("s2slab.hop"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getIntValue();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
