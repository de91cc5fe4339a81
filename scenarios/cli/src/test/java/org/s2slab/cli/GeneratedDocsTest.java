package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.cli.clients.ClientPage;
import org.s2slab.cli.conformance.ConformancePage;
import org.s2slab.console.ConsoleServer;
import org.s2slab.diagnosis.doctor.FaultPage;
import org.s2slab.diagnosis.explain.SymptomPage;
import org.s2slab.engine.control.LabServer;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.language.EditorSchemas;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.StepPage;
import org.s2slab.engine.precondition.PreconditionPage;
import org.s2slab.engine.run.EwsOperationPage;
import org.s2slab.engine.run.GeneratedPages;
import org.s2slab.engine.run.GlossaryPage;
import org.s2slab.engine.run.PropertyTablePage;
import org.s2slab.engine.run.RuleReadingPage;
import org.s2slab.engine.run.ScenarioGroup;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.http.PortDescription;
import org.s2slab.node.NodeDescription;

/** What lies in docs/generated is what the code says; {@code -Ds2slab.docs=write} writes it anew. */
class GeneratedDocsTest {
    private static final Path FOLDER = Path.of(System.getProperty("s2slab.root"), "docs", "generated");
    private static final Path RESOURCES =
            Path.of(System.getProperty("s2slab.root"), "scenarios", "engine", "src", "main", "resources");
    private static final Path CLIENTS = Path.of(System.getProperty("s2slab.root"), "scenarios", "clients");
    private static final boolean WRITE = "write".equals(System.getProperty("s2slab.docs"));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> isCurrent() throws IOException {
        return pages(folder).entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getKey().getFileName().toString(), () -> check(page.getKey(), page.getValue())));
    }

    private static Map<Path, String> pages(Path folder) throws IOException {
        Map<String, List<JsonObject>> cmdlets = GeneratedPages.askedCmdlets(folder);
        Map<String, String> pages = new TreeMap<>();
        pages.put("scenario.schema.json", EditorSchemas.scenario().encodePrettily() + "\n");
        pages.put("lesson.schema.json", EditorSchemas.lesson().encodePrettily() + "\n");
        pages.put("topology.schema.json", EditorSchemas.topology().encodePrettily() + "\n");
        pages.put("scenarios.md", scenarios());
        pages.put("steps.md", StepPage.text());
        pages.put("matrix.md", GeneratedPages.matrix());
        pages.put("preconditions.md", PreconditionPage.text());
        pages.put("refusals.md", GeneratedPages.refusals());
        pages.put("symptoms.md", SymptomPage.text());
        pages.put("faults.md", FaultPage.text());
        pages.put("checks.md", GeneratedPages.checks());
        pages.put("rules.md", RuleReadingPage.text());
        pages.put("glossary.md", GlossaryPage.text());
        pages.put("packages.md", PackagePage.text());
        pages.put("spoilings.md", spoilings());
        pages.put("archiving.md", GeneratedPages.archiving());
        pages.put("properties.md", PropertyTablePage.text());
        pages.put("clients.md", ClientPage.text(CLIENTS));
        pages.put("conformance.md", ConformancePage.text(Path.of(System.getProperty("s2slab.root"))));
        pages.put("ews-operations.md", EwsOperationPage.text());
        pages.put("calendar.md", CalendarDocument.text());
        pages.put("metrics.md", TelemetryPage.text());
        pages.put("openapi/node.yaml", NodeDescription.get().yaml());
        pages.put("openapi/control.yaml", ControlEndpoint.description().yaml());
        pages.put("openapi/serve.yaml", LabServer.description().yaml());
        pages.put(
                "openapi/console.yaml",
                PortDescription.read(ConsoleServer.class, "/openapi/console.yaml")
                        .yaml());
        pages.put("hop.schema.json", hopSchema());
        pages.put("cmdlets.md", GeneratedPages.cmdlets(cmdlets));
        Map<Path, String> files = new TreeMap<>();
        pages.forEach((name, text) -> files.put(FOLDER.resolve(name), text));
        files.put(RESOURCES.resolve("products.json"), GeneratedPages.products(cmdlets));
        return files;
    }

    /** The form of a hop as a schema of its own, with the other schemas of the node that it needs. */
    private static String hopSchema() {
        JsonObject schemas = new JsonObject(NodeDescription.get()
                .json()
                .at("/components/schemas")
                .toString()
                .replace("#/components/schemas/", "#/$defs/"));
        return EditorSchemas.head("hop", "A hop of S2S Lab")
                        .put("$ref", "#/$defs/Hop")
                        .put("$defs", schemas)
                        .encodePrettily()
                + "\n";
    }

    private static String spoilings() {
        StringBuilder page = new StringBuilder("# Ways to spoil a token\n\n"
                + "Generated; do not edit.\n\n"
                + "What `./lab token --spoil NAME` does to a right token, and `spoil` in"
                + " [scenarios](../SCENARIOS.md#forged-tokens). The name begins with the id of [the rule](checks.md) that"
                + " is to refuse the token.\n\n"
                + "| name | what is wrong with the token |\n"
                + "|---|---|\n");
        SpoilingCatalog.all()
                .forEach(way -> page.append("| ")
                        .append(way.name())
                        .append(" | ")
                        .append(way.sentence())
                        .append(" |\n"));
        page.append("\n## Rules that a token alone cannot break\n\n| rule | because |\n|---|---|\n");
        new TreeMap<>(SpoilingCatalog.NOT_BY_A_TOKEN)
                .forEach((rule, why) ->
                        page.append("| ").append(rule).append(" | ").append(why).append(" |\n"));
        return page.toString();
    }

    private static void check(Path file, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("%s is stale, see docs/CONTRIBUTING.md", file)
                .content()
                .isEqualTo(text);
    }

    private static String scenarios() {
        ScenarioLibrary library = new ScenarioLibrary();
        StringBuilder page = new StringBuilder("# Bundled scenarios\n\nGenerated; do not edit.\n");
        String group = "";
        for (Scenario scenario : library.scenarios()) {
            if (!ScenarioGroup.titleOf(scenario).equals(group)) {
                group = ScenarioGroup.titleOf(scenario);
                page.append("\n## ").append(group).append("\n\n");
            }
            page.append("- [").append(scenario.name()).append("](../../scenarios/engine/src/main/resources/scenarios/");
            page.append(scenario.name())
                    .append(".yaml): ")
                    .append(scenario.shows())
                    .append('\n');
        }
        page.append("\n# Bundled topologies\n\n");
        for (String name : library.topologyNames()) {
            Topology plan = library.topology(name);
            page.append("- [").append(name).append("](../../scenarios/engine/src/main/resources/topologies/");
            page.append(name).append(".yaml): ").append(plan.shows()).append('\n');
        }
        return page.toString();
    }
}
