package org.s2slab.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;

/**
 * What a script did.
 *
 * @param code that the shell gives back
 * @param out what it showed
 * @param err its warnings and errors
 */
record Typed(int code, String out, String err) {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Types lines at a shell that has no nodes. */
    static Typed alone(String lines) {
        return at(List.of(), List.of(), null, lines);
    }

    static Typed at(List<ManagedNode> nodes, List<Scenario> scenarios, @Nullable String node, String lines) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new ManagementShell(() -> nodes, () -> scenarios, Clock.fixed(NOON, ZoneOffset.UTC))
                .run(
                        "test.ps1",
                        lines,
                        node,
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new TerminalStyle(Switches.of(TerminalAbility.SIGNS)));
        return new Typed(code, out.toString(), err.toString());
    }
}
