package org.s2slab.diagnosis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.junit.embedded.EmbeddedLab;
import org.s2slab.shell.ManagementShell;
import org.s2slab.trace.IdGenerator;

/** A deployment that is made ill by lines an administrator types, and mended by the lines that the doctor gives. */
public final class Clinic implements AutoCloseable {
    private static final String START = "# start the node ";

    /** Of nobody: every node has its own. */
    private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final EmbeddedLab lab;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Runnable> byHand = new HashMap<>();

    Clinic(String scenario) {
        this(scenario, "", "");
    }

    /** @param at the date at which its clocks begin, with policies of that mode */
    Clinic(String scenario, String policies, String at) {
        this.lab = EmbeddedLab.start("", scenario, policies, at, List.of());
    }

    EmbeddedLab lab() {
        return lab;
    }

    Diagnosis examine(@Nullable String user) {
        return Doctor.examine(lab.topology().managed(), user);
    }

    /** Types lines at a node's management shell, one after the other; none may fail. */
    void type(String node, String... lines) {
        run("Enter-PSSession " + node + "\n" + String.join("\n", lines));
    }

    /** Types a line that fails. */
    void fail(String node, String line) {
        run("Enter-PSSession " + node + "\n" + line, 1);
    }

    /** Does what cures say: starts the nodes they name, and types the lines in one shell, each on its node. */
    void mend(List<CmdletFix> cures) {
        StringBuilder script = new StringBuilder();
        for (CmdletFix cure : cures) {
            if (cure.isCmdlet()) {
                script.append("Enter-PSSession ")
                        .append(cure.node())
                        .append('\n')
                        .append(cure.line())
                        .append('\n');
            } else if (byHand.containsKey(cure.line())) {
                byHand.remove(cure.line()).run();
            } else {
                assertThat(cure.line()).isEqualTo(START + cure.node());
                lab.topology().startNode(cure.node());
            }
        }
        run(script.toString());
    }

    /** Says how a person does what a line that begins with # says. */
    void byHand(String line, Runnable done) {
        byHand.put(line, done);
    }

    /** Plays the steps of a scenario; each must pass. */
    void play(String steps) {
        LaunchContext launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        ScenarioSession session = new ScenarioSession(lab.topology(), launch);
        for (Step step : ScenarioParser.read(
                        "clinic.yaml", "scenario: clinic\nshows: Nothing.\ntopology: on-premises\nsteps:\n" + steps)
                .steps()) {
            assertThat(session.play(step).result().problems()).as(step.title()).isEmpty();
        }
    }

    private void run(String script) {
        run(script, 0);
    }

    private void run(String script, int expected) {
        run(lab.topology(), script, expected);
    }

    /** Types lines at a node of any deployment; none may fail. */
    public static void type(StepTarget topology, String node, String... lines) {
        run(topology, "Enter-PSSession " + node + "\n" + String.join("\n", lines), 0);
    }

    /** Types the cmdlets of cures at their nodes of any deployment, all in one shell. */
    public static void mend(StepTarget topology, List<CmdletFix> cures) {
        run(
                topology,
                cures.stream()
                        .map(cure -> "Enter-PSSession " + cure.node() + "\n" + cure.line() + "\n")
                        .collect(Collectors.joining()),
                0);
    }

    private static void run(StepTarget topology, String script, int expected) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new ManagementShell(topology::managed, List::of, NO_CLOCK)
                .run(
                        "lines",
                        script,
                        null,
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new TerminalStyle(Switches.of(TerminalAbility.SIGNS)));
        assertThat(code).as("%s%n%s%n%s", script, out, err).isEqualTo(expected);
    }

    void advance(Duration by) {
        lab.topology().advance(null, by);
    }

    @Override
    public void close() {
        lab.close();
        vertx.close().await();
    }
}
