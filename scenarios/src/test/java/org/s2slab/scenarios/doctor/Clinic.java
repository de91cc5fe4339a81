package org.s2slab.scenarios.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.junit.RunningLab;
import org.s2slab.scenarios.report.Look;
import org.s2slab.scenarios.shell.ManagementShell;

/** A deployment that is made ill by lines an administrator types, and mended by the lines that the doctor gives. */
final class Clinic implements AutoCloseable {
    private static final String START = "# start the node ";

    /** Of nobody: every node has its own. */
    private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final RunningLab lab;

    Clinic(String scenario) {
        this.lab = RunningLab.start("", scenario);
    }

    RunningLab lab() {
        return lab;
    }

    Diagnosis examine(@Nullable String user) {
        return Doctor.examine(lab.topology().managed(), user);
    }

    /** Types lines at a node's management shell, one after the other; none may fail. */
    void type(String node, String... lines) {
        run("Enter-PSSession " + node + "\n" + String.join("\n", lines));
    }

    /** Does what cures say: starts the nodes they name, and types the lines in one shell, each on its node. */
    void mend(List<Cure> cures) {
        StringBuilder script = new StringBuilder();
        for (Cure cure : cures) {
            if (cure.isCmdlet()) {
                script.append("Enter-PSSession ")
                        .append(cure.node())
                        .append('\n')
                        .append(cure.line())
                        .append('\n');
            } else {
                assertThat(cure.line()).isEqualTo(START + cure.node());
                lab.topology().startNode(cure.node());
            }
        }
        run(script.toString());
    }

    private void run(String script) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new ManagementShell(lab.topology()::managed, List::of, NO_CLOCK)
                .run("lines", script, null, new PrintWriter(out), new PrintWriter(err), new Look(false, true));
        assertThat(code).as("%s%n%s%n%s", script, out, err).isZero();
    }

    void advance(Duration by) {
        lab.topology().advance(null, by);
    }

    @Override
    public void close() {
        lab.close();
    }
}
