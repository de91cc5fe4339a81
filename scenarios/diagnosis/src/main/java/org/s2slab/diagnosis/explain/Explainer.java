package org.s2slab.diagnosis.explain;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.hops.WireLookup;
import org.s2slab.engine.reading.RefusalCause;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.TokenView;
import org.s2slab.trace.WireMessage;
import org.s2slab.trace.WireRecord;

/**
 * Explains a refusal from one of four inputs: a trace id, a token, an error text or the id of a rule.
 *
 * @param deployment returns the running deployment if it is needed; empty if there is none
 * @param clock the clock for times if no deployment runs
 */
public record Explainer(Supplier<Optional<RunningDeployment>> deployment, Clock clock) {
    private static final Pattern TOKEN =
            Pattern.compile("(?:(?:Authorization: *)?Bearer +)?([A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]*)");

    private static final Pattern RULE = Pattern.compile("[A-Na-n][0-9]{1,2}");

    /**
     * The sources that an explanation uses besides the running deployment.
     *
     * @param from the journal or report that contains the trace; null for the journals of the nodes
     * @param node the node whose rules examine a token, or null
     * @param host the host of the node at which the token is presented; null for the node's first host
     * @param wire whether to show the requests and responses of a trace
     */
    public record Wish(
            @Nullable Path from,
            @Nullable String node,
            @Nullable String host,
            boolean wire) {}

    /**
     * The explanation in lines of text; empty if the text contains nothing known. Blocks.
     *
     * @throws IllegalArgumentException if the explanation is not possible; the message says what to do instead
     */
    public List<String> explain(String text, Wish wish) {
        var token = TOKEN.matcher(text.strip());
        if (token.matches()) {
            return ofToken(token.group(1), wish);
        }
        if (RULE.matcher(text.strip()).matches()) {
            return ofRule(text.strip().toUpperCase(Locale.ROOT));
        }
        Optional<RefusalCode> code = RuleDescriptions.code(text.strip());
        if (code.isPresent()) {
            return ofCode(code.get());
        }
        List<String> lines = new ArrayList<>();
        TraceIdReader.in(text).ifPresent(id -> lines.addAll(ofTrace(id, wish)));
        if (lines.isEmpty()) {
            lines.addAll(KnownErrorExplainer.of(text));
        }
        return lines;
    }

    private List<String> ofTrace(String id, Wish wish) {
        Path file = wish.from();
        if (file != null) {
            return ofTrace(id, TraceLoader.of(file, id), file.toString());
        }
        RunningDeployment running = deployment
                .get()
                .orElseThrow(() ->
                        new IllegalArgumentException("trace " + id + ": no deployment runs. Start one with ./lab up, or"
                                + " read the trace from a report with --from FILE"));
        List<String> lines =
                new ArrayList<>(ofTrace(id, TraceLoader.of(running, id), "the journals of " + running.topology()));
        if (wish.wire()) {
            WireLookup.read(running.nodes(), id).await().records().forEach(record -> lines.addAll(wire(record)));
        }
        return lines;
    }

    private static List<String> ofTrace(String id, TraceLoader journals, String where) {
        return journals.hops().isEmpty()
                ? List.of(
                        "Trace '" + id + "' is not in " + where + ".",
                        "A journal has its node's last 10,000 hops since the node's start. It has no hop for a refusal"
                                + " with another reason than trust, for example a wrong parameter of a cmdlet.")
                : TraceExplainer.of(id, journals);
    }

    /** A request and its response, with curl's marks at the beginning of the lines. */
    private static List<String> wire(WireRecord record) {
        List<String> lines = new ArrayList<>(List.of("", "On the wire, at " + record.node() + ":"));
        record.request().text().lines().forEach(line -> lines.add("  > " + line));
        note(record.request(), lines);
        record.response().text().lines().forEach(line -> lines.add("  < " + line));
        note(record.response(), lines);
        return lines;
    }

    private static void note(WireMessage message, List<String> lines) {
        if (message.note() != null) {
            lines.add("    (" + message.note() + ")");
        }
    }

    private List<String> ofToken(String compact, Wish wish) {
        TokenView token = TokenView.of(compact);
        Optional<RunningDeployment> running = deployment.get();
        PublishedCertificates certificates = running.map(
                        one -> PublishedCertificates.of(one, TokenExplainer.realms(token)))
                .orElseGet(PublishedCertificates::none);
        List<String> lines = new ArrayList<>(TokenExplainer.of(token, certificates, now(running)));
        String node = wish.node();
        if (node != null) {
            RunningDeployment there = running.orElseThrow(() -> new IllegalArgumentException(
                    "--node " + node + ": no deployment runs. Start one in another terminal: ./lab up TOPOLOGY"));
            JsonObject question = new JsonObject().put("token", compact);
            if (wish.host() != null) {
                question.put("host", wish.host());
            }
            lines.add("");
            ManagedNode examining = there.node(node);
            lines.addAll(
                    ExaminationExplainer.of(examining.post("/examine", question).await(), examining.role()));
        }
        if (node == null) {
            running.flatMap(one -> madeFor(token, one))
                    .ifPresent(name -> lines.addAll(List.of(
                            "", "To check it against every rule of its node: ./lab explain TOKEN --node " + name)));
        }
        return lines;
    }

    private static Optional<String> madeFor(TokenView token, RunningDeployment running) {
        String audience = token.outer().claims().path("aud").asText();
        return running.nodes().stream()
                .map(ManagedNode::address)
                .filter(node -> node.hosts().stream().anyMatch(host -> audience.contains("/" + host)))
                .map(NodeAddress::name)
                .findFirst();
    }

    private Instant now(Optional<RunningDeployment> running) {
        return running.flatMap(Explainer::clockOf).orElseGet(clock::instant).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<Instant> clockOf(RunningDeployment deployment) {
        return deployment.nodes().stream()
                .filter(node -> node.address().up())
                .findFirst()
                .map(ManagedNode::clock)
                .map(asked -> Instant.parse(asked.await().getString("now")));
    }

    private static List<String> ofCode(RefusalCode code) {
        List<String> lines = new ArrayList<>();
        lines.add(code.name() + ", status " + code.status() + ": " + code.sentence());
        List<String> rules = RuleDescriptions.refusingAs(code);
        if (rules.isEmpty()) {
            lines.add(
                    "No rule of the check-list has this code. The message names the fault, and the trace names the place.");
        }
        rules.forEach(rule -> lines.add("  " + rule));
        return lines;
    }

    private static List<String> ofRule(String rule) {
        return RefusalCause.of(rule)
                .map(cause -> {
                    List<String> lines = new ArrayList<>(List.of(
                            "Rule " + rule + " refuses if this is not true: " + RuleDescriptions.sentence(rule),
                            "Cause:  " + cause.why(),
                            "Fix:    " + cause.fix()));
                    cause.cures()
                            .forEach(cure -> lines.add("  " + KnownErrorExplainer.place(cure) + ":  " + cure.line()));
                    return lines;
                })
                .orElse(new ArrayList<>());
    }
}
