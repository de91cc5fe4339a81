package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;

/** Tests {@code ./lab hops} on a deployment of this process. */
class HopsCommandTest {
    @TempDir
    static Path folder;

    private static TemporaryDeployment deployment;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        deployment = DeploymentRequest.of(new ScenarioLibrary(), null, "archived-conversation-read")
                .start(LabCommand.CLOCK);
    }

    @AfterAll
    static void end() {
        deployment.close();
    }

    private List<JsonObject> hops(String... more) {
        out.getBuffer().setLength(0);
        assertThat(lab(more)).as(err.toString()).isZero();
        return AdministratorClient.objects(new JsonObject(out.toString()).getJsonArray("hops"));
    }

    private int lab(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "hops";
        arguments[1] = "--deployment";
        arguments[2] = deployment.topology().folder().toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void printsTheHopsOfAllNodesInTheirOrderAndOnlyLaterOnes() {
        List<JsonObject> all = hops("--json");
        assertThat(all).extracting(hop -> hop.getString("node")).contains("lync", "exchange");
        assertThat(all).extracting(hop -> hop.getInstant("at")).isSorted();
        String next = new JsonObject(out.toString()).getString("next");
        assertThat(hops("--json", "--after", next)).isEmpty();
        deployment
                .nodes()
                .get(0)
                .run("New-CsPartnerApplication", new JsonObject(), null)
                .await();
        assertThat(lab()).isZero();
        assertThat(out.toString()).contains("exchange     ACCEPTED");
    }

    @Test
    void aNodeThatWasStartedAgainHasANewJournal() {
        hops("--json");
        String next = new JsonObject(out.toString()).getString("next");
        deployment.topology().stopNode("lync");
        deployment.topology().startNode("lync");
        int old = hops("--json", "--after", next).size();
        JsonObject page = new JsonObject(out.toString());
        assertThat(page.getJsonArray("restarted")).containsExactly("lync");
        hops("--json", "--after", page.getString("next"));
        assertThat(new JsonObject(out.toString()).getJsonArray("restarted")).isEmpty();
        deployment
                .nodes()
                .get(0)
                .run("Remove-CsPartnerApplication", new JsonObject().put("Identity", "Exchange"), null)
                .await();
        assertThat(hops("--json", "--after", next))
                .hasSizeGreaterThan(old)
                .extracting(hop -> hop.getString("kind"))
                .contains("TRUST_CHANGED");
    }

    @Test
    void followsUntilItIsEndedWithOneHopInEachLine() throws Exception {
        String place = deployment.topology().folder().toString();
        Process follow = LabProcess.of(folder, List.of("hops", "--json", "--follow", "--deployment", place))
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            BufferedReader lines = follow.inputReader();
            int earlier = hops("--json").size();
            for (int i = 0; i < earlier; i++) {
                assertThat(new JsonObject(lines.readLine()).getString("kind")).isNotEmpty();
            }
            deployment
                    .nodes()
                    .get(0)
                    .run("Set-CsOAuthConfiguration", new JsonObject().put("Realm", "later.example"), null)
                    .await();
            assertThat(new JsonObject(lines.readLine()).getString("kind")).isEqualTo("TRUST_CHANGED");
        } finally {
            follow.destroy();
            follow.waitFor();
        }
    }

    @Test
    void aWrongPlaceIsOneSentence() {
        assertThat(lab("--after", "yesterday")).isEqualTo(2);
        assertThat(err.toString())
                .contains("after: 'yesterday' is not the member next of an earlier page")
                .doesNotContain("\tat ");
    }
}
