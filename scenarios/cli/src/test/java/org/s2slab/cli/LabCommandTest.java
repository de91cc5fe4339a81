package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.run.ScenarioGroup;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.store.Database;

class LabCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsTheGroupsWithTheirScenarios() {
        assertThat(lab("list")).isZero();
        assertThat(out.toString()).contains("on-premises-unified-contact-store", "When a call is refused");
    }

    @Test
    void listsTheScenariosOfAGroupWithWhatTheyShow() {
        assertThat(lab("list", "contacts", "topologies")).isZero();
        assertThat(out.toString())
                .contains("Move contact lists to Exchange", "on-premises-unified-contact-store")
                .contains("Anna's contact list leaves Lync", "lync-and-sharepoint")
                .doesNotContain("partner-disabled");
    }

    @Test
    void listsForProgramsAsOneDocument() {
        assertThat(lab("list", "--json")).isZero();
        JsonObject all = new JsonObject(out.toString());
        assertThat(all.fieldNames()).containsExactly("groups", "scenarios", "topologies");
        ScenarioLibrary library = new ScenarioLibrary();
        assertThat(all.getJsonArray("groups")).hasSameSizeAs(ScenarioGroup.all());
        assertThat(all.getJsonArray("scenarios")).hasSameSizeAs(library.scenarioNames());
        assertThat(all.getJsonArray("topologies")).hasSameSizeAs(library.topologyNames());

        out.getBuffer().setLength(0);
        assertThat(lab("list", "--json", "contacts", "topologies")).isZero();
        JsonObject some = new JsonObject(out.toString());
        assertThat(some.getJsonArray("groups").getJsonObject(0).fieldNames())
                .containsExactly("id", "title", "shows", "scenarios");
        assertThat(some.getJsonArray("scenarios").getJsonObject(0).fieldNames())
                .containsExactly("name", "topology", "shows");
        assertThat(some.getJsonArray("topologies").getJsonObject(0).fieldNames())
                .containsExactly("name", "nodes", "shows");
        assertThat(some.getJsonArray("scenarios").size())
                .isEqualTo(some.getJsonArray("groups")
                        .getJsonObject(0)
                        .getJsonArray("scenarios")
                        .size());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsWithTwoWhenNoGroupIsCalledThat() {
        assertThat(lab("list", "conacts")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such scenario", "did you mean 'contacts'?");
    }

    @Test
    void endsWithZeroWhenAScenarioPasses() {
        assertThat(lab("run", "--no-color", "oauth-cannot-be-*")).isZero();
        assertThat(out.toString()).contains("It cannot be removed").contains("1 of 1 scenarios passed");
    }

    @Test
    void endsWithOneAndTellsFileLineExpectedAndFoundWhenAScenarioFails(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, """
                scenario: mine
                shows: A step that expects what is not so.
                topology: lync-alone
                steps:
                  - do: Anna signs in
                    sign-in: anna@contoso.com
                    expect: {body: {contactStore: exchange}}
                  - do: Nobody comes here
                    stop: lync
                """);

        assertThat(lab("run", "--quiet", file.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("mine.yaml:5: Anna signs in\n")
                .contains("body.contactStore: expected 'exchange', found 'lync'")
                .contains("0 of 1 scenarios passed");
    }

    @Test
    void tellsWhatIsKnownWhenAReferenceNamesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, """
                scenario: mine
                shows: A reference to nothing.
                topology: lync-alone
                steps:
                  - do: A certificate that is not there is assigned
                    on: lync
                    run: Set-CsCertificate
                    with: {Type: OAuthTokenIssuer, Thumbprint: "${lync.certificates.other.thumbprint}"}
                """);

        assertThat(lab("run", "--quiet", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("there is no 'other' in lync.certificates; expected one of oauth");
    }

    @Test
    void startsNoDeploymentInAFolderThatAnotherHas(@TempDir Path folder) {
        Path file = folder.resolve("lync-alone/lync/node.db");
        Vertx vertx = Vertx.vertx();
        Database owner = Database.at(vertx, file, "db/common");
        owner.open().await();

        assertThat(lab("up", "lync-alone", "--keep", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("data: '" + file + "' is in use by a node that runs already");
        owner.close().await();
        vertx.close().await();
    }

    @Test
    void beginsNoRunWhoseReportCannotBeWritten(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes"), "a file");
        Path report = file.resolve("report.html");

        assertThat(lab("run", "oauth-cannot-be-*", "--report", report.toString()))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("--report: '" + report + "' cannot be written (" + file + " is no folder); name a file");
        assertThat(Files.readString(file)).isEqualTo("a file");
    }

    @Test
    void writesReportsThatOthersMayRead(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("of/tonight/report.xml");
        Path any = Files.createFile(folder.resolve("any"));

        assertThat(lab(
                        "run",
                        "--quiet",
                        "oauth-cannot-be-*",
                        "--keep",
                        folder.resolve("kept").toString(),
                        "--report",
                        report.toString()))
                .isZero();
        assertThat(Files.getPosixFilePermissions(report)).isEqualTo(Files.getPosixFilePermissions(any));
        try (Stream<Path> files = Files.list(report.getParent())) {
            assertThat(files).as("nothing is left beside it").containsExactly(report);
        }
        assertThat(folder.resolve("kept/report.html")).exists();
    }

    @Test
    void endsWithTwoWhenAFileIsWrong(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, "scenario: wrong\nshow: x\n");

        assertThat(lab("run", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("wrong.yaml:2: unknown key 'show' in a scenario; known keys: scenario, shows");
    }

    @Test
    void endsWithTwoWhenNoScenarioIsCalledThat() {
        assertThat(lab("run", "no-such-*")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such scenario");
    }

    @Test
    void endsWithTwoWhenNoTopologyIsCalledThat() {
        assertThat(lab("up", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("expected one of on-premises");
    }

    @Test
    void endsWithOneAndKeepsNothingUpWhenTheScenarioBeforehandFails(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, """
                scenario: mine
                shows: A step that expects what is not so.
                topology: lync-alone
                steps:
                  - do: Anna signs in
                    sign-in: anna@contoso.com
                    expect: {body: {contactStore: exchange}}
                """);

        for (String command : List.of("up", "doctor", "shell")) {
            assertThat(lab(command, "--after", file.toString())).as(command).isEqualTo(1);
            assertThat(err.toString())
                    .contains("scenario 'mine' failed, so the deployment is not prepared")
                    .contains("mine.yaml:5: Anna signs in: body.contactStore: expected 'exchange', found 'lync'");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void setsNoClocksOfWhatRunsAlready() {
        for (String command : List.of("doctor", "shell", "export")) {
            assertThat(lab(command, "--at", "2026-03-01")).as(command).isEqualTo(2);
            assertThat(err.toString()).contains("--at: a running deployment already has its clocks");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void drillsOnlyWhereItIsToldHowTrustIsMade() {
        assertThat(lab("drill", "rollover", "wildcard-domain")).isEqualTo(2);
        assertThat(err.toString()).contains("--after: a drill on 'wildcard-domain' needs a scenario");
    }

    @Test
    void drillsNothingOnTrustThatIsBrokenAlready(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), """
                scenario: broken
                shows: Lync has no partner application any more.
                topology: on-premises
                after: on-premises-trust
                steps:
                  - {do: It is removed, on: lync, run: Remove-CsPartnerApplication, with: {Identity: Exchange}}
                """);
        assertThat(lab("drill", "rollover", "--after", broken.toString(), "--rate", "50"))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("The drill stops before the rollover, because the trust is broken already.")
                .contains("lync \u2192 exchange is broken: ");
        assertThat(out.toString()).contains("before").doesNotContain("prepare");
    }

    @Test
    void namesAScriptThatIsNotThereBeforeServersStart() {
        assertThat(lab("shell", "lync", "nowhere.ps1", "--topology", "no-such-topology"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.ps1").doesNotContain("no-such-topology");
    }

    @Test
    void servesNoConsoleForATopologyThatIsNotThere() {
        assertThat(lab("console", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("expected one of on-premises");
    }

    @Test
    void showsFirstStepsWhenCalledWithNothing() {
        assertThat(lab()).isZero();
        assertThat(out.toString()).contains("Administrator", "./lab run", "./lab --help");
    }

    @Test
    void importsAnExportOnceAndOverTheFilesOfAnEarlierImportWhenToldTo(@TempDir Path folder) {
        String export = Path.of(
                        System.getProperty("s2slab.root"), "scenarios/migration/src/test/resources/exports/on-premises")
                .toString();
        assertThat(lab("import", export, "--out", folder.toString())).isZero();
        assertThat(out.toString()).contains("Found:", "Assumed:", "./lab doctor");
        assertThat(folder.resolve("topology.yaml"))
                .content()
                .contains("# Found:")
                .contains("topology: copy");
        assertThat(folder.resolve("trust.yaml")).content().contains("run: New-CsPartnerApplication");

        assertThat(lab("import", export, "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("topology.yaml: already exists; overwrite it with --force");
        assertThat(lab("import", export, "--out", folder.toString(), "--force")).isZero();
    }

    @Test
    void endsWithTwoWhenThereIsNothingToImport(@TempDir Path folder) {
        assertThat(lab("import", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has nothing to import");
    }

    private int lab(String... arguments) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
