package org.s2slab.engine.run;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.MatrixCell;
import org.s2slab.engine.language.RuleCatalog;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.lync.archiving.ArchivingDecision;
import org.s2slab.lync.archiving.ArchivingDecision.Fact;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.IdGenerator;

/** The pages in docs/generated that are tables of data in the code. */
public final class GeneratedPages {
    private static final String HEAD = "\n\nGenerated; do not edit.\n\n";

    /** The features and the pairs of servers that can use them. Each row covers all combinations of premises. */
    static final List<MatrixCell> ROWS = List.of(
            row(MatrixCell.Feature.CONTACTS, MatrixCell.Pair.LYNC_EXCHANGE),
            row(MatrixCell.Feature.ARCHIVING, MatrixCell.Pair.LYNC_EXCHANGE),
            row(MatrixCell.Feature.SEARCH, MatrixCell.Pair.SHAREPOINT_EXCHANGE),
            row(MatrixCell.Feature.MEETINGS, MatrixCell.Pair.EXCHANGE_LYNC),
            row(MatrixCell.Feature.MEETINGS, MatrixCell.Pair.SHAREPOINT_LYNC),
            row(MatrixCell.Feature.MEETINGS, MatrixCell.Pair.SHAREPOINT_EXCHANGE));

    private static final String AUTHZ = """
            topology: authorization-server
            shows: The authorization server alone.
            domain: contoso.com
            nodes:
              authz: {role: authz, hosts: [accounts.accesscontrol.windows.net]}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """;

    private GeneratedPages() {}

    private static MatrixCell row(MatrixCell.Feature feature, MatrixCell.Pair pair) {
        return new MatrixCell(feature, pair, MatrixCell.Premises.ON_PREMISES);
    }

    public static String refusals() {
        StringBuilder page = new StringBuilder("# Refusals" + HEAD
                + "Everything the lab declines on purpose. *Definite* means that the other side certainly did not do it.\n\n"
                + "| code | status | error | family | public sentence | definite |\n|---|---|---|---|---|---|\n");
        for (RefusalCode code : RefusalCode.values()) {
            page.append("| ").append(code.name()).append(" | ").append(code.status());
            page.append(" | ").append(code.error() == null ? "–" : "`" + code.error() + "`");
            page.append(" | ").append(code.family().name().toLowerCase(java.util.Locale.ROOT));
            page.append(" | ").append(code.sentence());
            page.append(" | ").append(code.definite() ? "yes" : "no").append(" |\n");
        }
        return page.toString();
    }

    public static String checks() {
        StringBuilder page = new StringBuilder("# The check-list" + HEAD
                + "What must hold for a token to be accepted, in the order asked. A refusal carries the id of its rule in the "
                + "node's journal. `TokenValidatorTest` and its neighbours spoil each of them alone and take each of them "
                + "away in turn; `RequestRulesTest` and `CrossSiteGateTest` do so for group A.\n\n"
                + "## Requests (group A)\n\n| rule | holds | refused as |\n|---|---|---|\n");
        rows(page, Subject.REQUEST);
        page.append("\n## Tokens (groups B to J, N)\n\n| rule | holds | refused as |\n|---|---|---|\n");
        rows(page, Subject.TOKEN);
        page.append("\n## Kept by construction\n\n| check | holds | by |\n|---|---|---|\n");
        keptRows(page, Subject.TOKEN);
        page.append(
                "\n## Tokens given by the authorization server (groups K and S)\n\nWhat must hold for an application to get one, and (group S) for a person who signs in, in the "
                        + "order asked; an assertion's text and header are held to the rules of tokens. `GrantRulesTest` and "
                        + "`ClientAssertionTest` spoil each alone and take each away in turn; `SignInTest` and `DeviceSignInTest` spoil each of group S. Whatever refuses an assertion is told as "
                        + "`invalid_client`.\n\n| rule | holds | refused as |\n|---|---|---|\n");
        rows(page, Subject.GRANT);
        page.append("\nKept by construction:\n\n| check | holds | by |\n|---|---|---|\n");
        keptRows(page, Subject.GRANT);
        page.append(
                "\n## Metadata (group L)\n\nWhat must hold of a partner's metadata document.\n\n| rule | holds | refused as |\n|---|---|---|\n");
        rows(page, Subject.METADATA);
        page.append("\nKept by construction:\n\n| check | holds | by |\n|---|---|---|\n");
        keptRows(page, Subject.METADATA);
        page.append(
                "\n## Policies of tenants and online services (group P)\n\nWhat must hold of an authenticated caller of Exchange Online or SharePoint Online, by settings or by [the calendar](calendar.md).\n\n| rule | holds | refused as |\n|---|---|---|\n");
        rows(page, Subject.POLICY);
        return page.toString();
    }

    private static void rows(StringBuilder page, Subject subject) {
        RuleCatalog.of(subject, false)
                .forEach(rule -> page.append(row(rule.id(), rule.sentence(), String.valueOf(rule.code()))));
    }

    private static void keptRows(StringBuilder page, Subject subject) {
        RuleCatalog.of(subject, true)
                .forEach(rule -> page.append(row(rule.id(), rule.sentence(), String.valueOf(rule.keptBy()))));
    }

    public static String archiving() {
        StringBuilder page = new StringBuilder("# Where a transcript goes" + HEAD
                + "For each participant, when a part of a conversation is archived; the first row that fits decides. `–` fits "
                + "everything. *Covered* means that the participant's archiving policy has ArchiveInternal set, or, with "
                + "somebody of another organisation in the conversation, ArchiveExternal. With EnableArchiving ImOnly only "
                + "messages are kept; joins, leaves and uploads belong to ImAndWebConf.\n\n"
                + "| EnableArchiving | EnableExchangeArchiving | ExchangeArchivingPolicy | mailbox | Lync's forest | on hold"
                + " | covered | goes to | because |\n|---|---|---|---|---|---|---|---|---|\n");
        for (ArchivingDecision.Row row : ArchivingDecision.TABLE) {
            page.append("| ").append(condition(row, Fact.ARCHIVING, "not None", "None"));
            page.append(" | ").append(condition(row, Fact.EXCHANGE, "True", "False"));
            page.append(" | ").append(row.user() == null ? "–" : row.user().word());
            page.append(" | ").append(yes(row, Fact.MAILBOX)).append(" | ").append(yes(row, Fact.SAME_FOREST));
            page.append(" | ").append(yes(row, Fact.ON_HOLD)).append(" | ").append(yes(row, Fact.COVERED));
            page.append(" | ")
                    .append(destination(row.destination()))
                    .append(" | ")
                    .append(row.why());
            page.append(" |\n");
        }
        return page.toString();
    }

    /**
     * The page with every feature between every pair of servers in all combinations of premises, and the scenario that
     * shows it.
     */
    public static String matrix() {
        StringBuilder page = new StringBuilder(
                "# What works between which servers" + HEAD
                        + "Each cell names the scenario that goes from unconfigured servers to the feature at work, for the server "
                        + "that calls and the one that is called. *On-premises* they trust each other directly; wherever one of them "
                        + "is online, the tenant's authorization server vouches for the caller.\n\n| feature | caller → resource |");
        for (MatrixCell.Premises premises : MatrixCell.Premises.values()) {
            page.append(' ').append(MatrixCell.word(premises).replace('-', ' ')).append(" |");
        }
        page.append("\n|---|---|")
                .append("---|".repeat(MatrixCell.Premises.values().length))
                .append('\n');
        Map<MatrixCell, String> shown = new HashMap<>();
        for (Scenario scenario : new ScenarioLibrary().scenarios()) {
            String link = "[" + scenario.name() + "](../../scenarios/engine/src/main/resources/scenarios/"
                    + scenario.name() + ".yaml)";
            scenario.cells().forEach(cell -> shown.merge(cell, link, (one, other) -> one + ", " + other));
        }
        for (MatrixCell row : ROWS) {
            page.append("| ").append(MatrixCell.word(row.feature()));
            page.append(" | ")
                    .append(MatrixCell.word(row.pair()).replace("-", " → "))
                    .append(" |");
            for (MatrixCell.Premises premises : MatrixCell.Premises.values()) {
                page.append(' ').append(shown.getOrDefault(new MatrixCell(row.feature(), row.pair(), premises), "–"));
                page.append(" |");
            }
            page.append('\n');
        }
        return page.toString();
    }

    private static String yes(ArchivingDecision.Row row, Fact fact) {
        return condition(row, fact, "yes", "no");
    }

    private static String condition(ArchivingDecision.Row row, Fact fact, String yes, String no) {
        return row.condition(fact).map(value -> value ? yes : no).orElse("–");
    }

    private static String destination(ArchivingDecision.Destination destination) {
        return switch (destination) {
            case NONE -> "nowhere";
            case LYNC -> "Lync's archive";
            case EXCHANGE -> "**Exchange**";
        };
    }

    /** The cmdlets of every role, as a running node reports them, with the roles in the order of the pages. */
    public static Map<String, List<JsonObject>> askedCmdlets(Path folder) {
        Vertx vertx = Vertx.vertx();
        LaunchContext launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.seeded(1),
                Clock.systemUTC());
        Map<String, List<JsonObject>> cmdlets = new LinkedHashMap<>();
        try {
            for (Topology plan : List.of(
                    new ScenarioLibrary().topology("on-premises-three"), TopologyParser.read("authz.yaml", AUTHZ))) {
                try (Deployment topology = Deployment.start(plan, launch, folder.resolve(plan.name()))) {
                    topology.nodes().forEach(node -> cmdlets.put(node.plan().role(), asked(topology, node)));
                }
            }
        } finally {
            vertx.close().await();
        }
        return cmdlets;
    }

    private static List<JsonObject> asked(Deployment topology, RunningNode node) {
        String credential = "administrator:" + topology.managed(node).address().administratorPassword();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8)));
        var ask = new LabHttpClient.Ask(
                HttpMethod.GET, node.plan().host(), node.managementPort(), "/cmdlets", headers, null);
        return topology.client().send(ask).await().body().toJsonArray().stream()
                .map(JsonObject.class::cast)
                .sorted(Comparator.comparing(cmdlet -> cmdlet.getString("name")))
                .toList();
    }

    public static String cmdlets(Map<String, List<JsonObject>> asked) {
        StringBuilder page = new StringBuilder("# Cmdlets" + HEAD
                + "`*` marks what must be given, `(A, B)` the parameter sets a parameter belongs to. Cmdlets that change "
                + "something take `-WhatIf`, `-Confirm` and `-Force` as well.\n");
        asked.forEach((role, cmdlets) -> {
            page.append("\n## ").append(role).append("\n");
            cmdlets.forEach(cmdlet -> cmdlet(page, cmdlet));
        });
        return page.toString();
    }

    /** The data of {@code ./lab check} about the products: one line for each cmdlet with its parameters. */
    public static String products(Map<String, List<JsonObject>> asked) {
        return asked.entrySet().stream()
                .map(role -> "  \"" + role.getKey() + "\": {\n"
                        + role.getValue().stream().map(GeneratedPages::line).collect(Collectors.joining(",\n"))
                        + "\n  }")
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String line(JsonObject cmdlet) {
        JsonArray rows = new JsonArray(cmdlet.getJsonArray("parameters").stream()
                .map(JsonObject.class::cast)
                .map(parameter -> new JsonArray()
                        .add(parameter.getString("name"))
                        .add(parameter.getString("type"))
                        .add(parameter.getBoolean("mandatory"))
                        .add(parameter.getJsonArray("sets"))
                        .add(parameter.getJsonArray("values")))
                .toList());
        return "    \"" + cmdlet.getString("name") + "\": " + rows.encode();
    }

    private static void cmdlet(StringBuilder page, JsonObject cmdlet) {
        page.append("\n### ").append(cmdlet.getString("name")).append("\n\n");
        page.append(cmdlet.getString("synopsis")).append("\n");
        JsonArray parameters = cmdlet.getJsonArray("parameters");
        if (parameters.isEmpty()) {
            return;
        }
        page.append("\n| parameter | type | what |\n|---|---|---|\n");
        parameters.stream().map(JsonObject.class::cast).forEach(parameter -> {
            String sets =
                    parameter.getJsonArray("sets").stream().map(String::valueOf).collect(Collectors.joining(", "));
            String values = parameter.getJsonArray("values").stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            String name = "-" + parameter.getString("name") + (parameter.getBoolean("mandatory") ? " *" : "")
                    + (sets.isEmpty() ? "" : " (" + sets + ")");
            page.append(
                    row(name, values.isEmpty() ? parameter.getString("type") : values, parameter.getString("help")));
        });
    }

    private static String row(String one, String two, String three) {
        return "| " + cell(one) + " | " + cell(two) + " | " + cell(three) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
