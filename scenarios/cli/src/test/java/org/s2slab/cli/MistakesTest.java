package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.engine.deployment.FreePorts;
import org.s2slab.engine.run.ScenarioLibrary;

/** What a person did wrong is told in a sentence that names the way out, without a stack trace and without the usage. */
class MistakesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void make() throws IOException {
        file = Files.writeString(folder.resolve("notes"), "a file");
    }

    @Test
    void aPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(wrong("console", "lync-alone", "--port", port))
                    .startsWith("--port: port " + port + " of 127.0.0.1 cannot be had (")
                    .endsWith("), which the page needs; free it, name another base, or leave --port out for any that"
                            + " are free\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tea                         | 'tea' is not a command of ./lab
            drill tea                   | 'tea' is not a command of ./lab drill
            drill rollover online tea   | 'tea' is one argument too many for ./lab drill rollover
            drill rollover --rate x     | Invalid value for option '--rate': 'x' is not a whole number
            drill rollover --rate 0     | --rate: 0 is not between 1 and 5000 calls a second
            drill rollover --server tea | --server: topology 'on-premises-three' has no tea;
            drill rollover lync-alone   | TOPOLOGY: a node of the role lync and one of the role exchange are needed; 'lync-alone' has only lync
            forecast on-premises        | topology: 'on-premises' has no online node, and the dates of the calendar concern online services
            forecast hybrid --after tea | tea: there is no such scenario;
            forecast hybrid --report a.md | --report: 'a.md': a forecast is written as .html or as .json
            forecast hybrid --policy-date ews-off-by-default=soon | --policy-date: 'ews-off-by-default': 'soon' is not a date; write the first day in force, such as 2026-11-15
            torture --topology tea      | tea: there is no such topology; expected one of on-premises,
            up online --policies tea    | Invalid value for option '--policies': policies: 'tea' is unknown; expected one of as-documented, dated
            up on-premises --policies dated | --policies: policies: dated needs an online node
            up online --policies dated --at 2023-01-01 | --policies: policies: dated: the calendar has no policies for 2023-01-01; it knows the days from 2024-11-01 to 2027-12-31
            up online --policy-date ews-off=2027-01-01 | --policy-date: 'ews-off' begins for all tenants at once, so a tenant has no date for it; changes with a date of the tenant: sharepoint-new-tenants, ews-off-by-default
            up on-premises --policy-date ews-off-by-default=2026-11-15 | --policy-date: policy-dates needs an online node
            run -q lync-alone --policies dated | lync-alone.yaml: policies: dated needs an online node
            up lync-alone --listen tea  | --listen: 'tea' is not an IP address of a machine; name one such as
            up lync-alone --listen 203.0.113.1 --new-passwords | listen: this machine cannot listen at '203.0.113.1' (
            up lync-alone --listen 0.0.0.0 | listen: other machines can reach 0.0.0.0, but these people have the published password
            console lync-alone --listen :: | listen: other machines can reach ::, but these people have the published password
            up lync-alone --name a_b    | --name: 'a_b' is not a DNS name; name one
            console lync-alone --name lync.contoso.com | --name: 'lync.contoso.com' is a host of the node 'lync'
            up lync-alone --passwords none | none: there is no such file
            up lync-alone --passwords none --new-passwords | --passwords: is one way and --new-passwords another; choose one
            torture --topology lync-alone | --topology: a node of the role lync and one of the role exchange are needed; 'lync-alone' has only lync
            """)
    void anArgumentThatTheCommandCannotUse(String command, String problem) {
        assertThat(wrong(command.split(" "))).startsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up on-premises", "up on-premises --processes", "console on-premises"})
    void aPortOfANodeThatIsInUse(String command) throws IOException {
        int base = FreePorts.base(new ScenarioLibrary().topology("on-premises"));
        try (ServerSocket taken = new ServerSocket(base + 21, 1, InetAddress.getLoopbackAddress())) {
            assertThat(wrong((command + " --port " + base).split(" ", -1)))
                    .startsWith("--port: port " + taken.getLocalPort() + " of 127.0.0.1 cannot be had (")
                    .endsWith("), which exchange needs; free it, name another base, or leave --port out for any that"
                            + " are free\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"65515", "70000", "-1"})
    void aPortThatIsNone(String port) {
        for (String command : new String[] {"up", "console"}) {
            assertThat(wrong(command, "on-premises", "--port", port))
                    .isEqualTo("--port: " + port + " is no base for the ports of topology 'on-premises'; name 1 to"
                            + " 65514\n");
        }
    }

    @Test
    void aFolderThatCannotKeepData() {
        for (String command :
                new String[] {"up lync-alone", "run -q oauth-cannot-be-removed --report " + folder + "/r.html"}) {
            assertThat(wrong((command + " --keep " + file).split(" ", -1)))
                    .as(command)
                    .startsWith("--keep: '" + file + "' cannot keep data (")
                    .endsWith("name a folder that you may write to\n");
        }
    }

    @Test
    void aPathThatLeadsNowhere() {
        assertThat(wrong("import", folder.resolve("none").toString())).contains("is not a folder; name the folder");
        assertThat(wrong("export", file.resolve("x").toString(), "--topology", "lync-alone"))
                .contains("is not a folder; name a new or empty folder");
        Path tooLong = folder.resolve("x".repeat(300));
        assertThat(wrong("export", tooLong.toString(), "--topology", "lync-alone"))
                .startsWith("DIR: " + tooLong + " cannot be used (")
                .endsWith("Name another path, or change the rights.\n");
        assertThat(wrong("doctor", "--deployment", folder.resolve("none").toString()))
                .contains("there is no such folder");
        assertThat(wrong("torture", "--topology", "on-premises-three,on-premises-leaver"))
                .startsWith("--topology: 'on-premises-leaver' has no scenario 'on-premises-leaver-trust'");
        assertThat(wrong("run", "[")).startsWith("[: is not a name or a glob pattern: ");
    }

    @Test
    void anOptionThatIsNotThere() {
        assertThat(wrong("clock", "--nodes", "lync", "x")).endsWith("./lab clock --help shows the options.\n");
        assertThat(wrong("link", "cut", "lync")).contains("TO").endsWith("./lab link cut --help shows the options.\n");
        for (String ofScript : List.of("test", "bench", "clients")) {
            assertThat(wrong(ofScript))
                    .startsWith("'" + ofScript + "' needs the checkout of S2S Lab")
                    .contains("run ./lab " + ofScript + " there");
        }
        assertThat(wrong("nowhere")).endsWith("./lab --help shows the options.\n");
    }

    private String wrong(String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments))
                .as(err.toString())
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return assertThat(err.toString())
                .doesNotContain("\tat ", "Exception", "Usage:")
                .actual();
    }
}
