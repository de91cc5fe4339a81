package org.s2slab.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.shell.LineSource.TerminalLines;

/** What a reader of a lesson types at a terminal. */
class TerminalLinesTest {
    @TempDir
    Path folder;

    @Test
    void givesEachLineAsItWasTypedAndKeepsItForTheNextTime() throws IOException {
        String typed = """
                ?challenge
                it's 2
                {do: x, clock: {advance: PT1H}}
                answer it's 0
                Get-CsCertificate -Type OAuthTokenIssuer
                Get-CsCertificate | Where-Object {
                $_.Use }
                """;
        Path history = folder.resolve("history");
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Terminal terminal = new DumbTerminal(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), shown);
        try (LineSource lines = new TerminalLines(terminal, new ShellTerminal(terminal, history))) {
            assertThat(lines.next("a> ")).isEqualTo("?challenge");
            assertThat(lines.next("your guess> ")).isEqualTo("it's 2");
            lines.serve(
                    new ManagementShell(List::of, List::of, Clock.systemUTC())
                            .prompt(
                                    new PrintWriter(shown, true, StandardCharsets.UTF_8),
                                    80,
                                    new TerminalStyle(Switches.of())),
                    line -> line.startsWith("answer ") || line.startsWith("{"));
            assertThat(lines.next("c> ")).isEqualTo("{do: x, clock: {advance: PT1H}}");
            assertThat(lines.next("d> ")).isEqualTo("answer it's 0");
            assertThat(lines.next("e> ")).isEqualTo("Get-CsCertificate -Type OAuthTokenIssuer");
            assertThat(lines.next("f> ")).isEqualTo("Get-CsCertificate | Where-Object {\n$_.Use }");
            assertThat(lines.next("g> ")).isNull();
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("your guess> ");
        assertThat(Files.readString(history)).contains("Get-CsCertificate -Type OAuthTokenIssuer");
    }
}
