package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.engine.language.PasswordsFile;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.text.FileSyntaxException;

/** The addresses, names and passwords of a deployment that other machines may reach, as people write them. */
class ExposureTest {
    private static final String PLAN = """
            topology: exposed
            shows: One server that others may reach.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com]}
            people:
              - {name: Anna Adler, upn: Anna@contoso.com}
              - {name: Ben Berg, upn: ben@contoso.com}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, true, 127.0.0.1, 127.0.0.1, https://localhost:1, []",
                "-, Lab.Example.test, true, 127.0.0.1, lab.example.test, https://lab.example.test:1, [lab.example.test]",
                "127.9.9.9, -, true, 127.9.9.9, 127.9.9.9, https://127.9.9.9:1, [127.9.9.9]",
                "0:0::1, -, true, ::1, [::1], https://[::1]:1, [::1]",
                "0.0.0.0, -, false, 127.0.0.1, 127.0.0.1, https://127.0.0.1:1, []",
                "::, lab, false, 127.0.0.1, lab, https://lab:1, [lab]",
                "192.0.2.7, -, false, 192.0.2.7, 192.0.2.7, https://192.0.2.7:1, [192.0.2.7]",
            })
    void leadsClientsToAnAddressOrAName(
            String listen, String name, boolean loopback, String connect, String host, String url, String further) {
        Exposure exposure = Exposure.of(listen, name);
        assertThat(exposure.isLoopback()).isEqualTo(loopback);
        assertThat(exposure.connect()).isEqualTo(connect);
        assertThat(exposure.clientHost()).isEqualTo(host);
        assertThat(exposure.url(1)).isEqualTo(url);
        assertThat(exposure.furtherHosts()).hasToString(further);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "",
                "1.2.3",
                "0",
                "127.1",
                "1.2.3.4:5",
                "[::1]",
                "fe80::1%eth0",
                "224.0.0.1",
                "0x7f.0.0.1"
            })
    void refusesWhatIsNoAddress(String listen) {
        assertThatThrownBy(() -> Exposure.of(listen, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("listen: '" + listen + "' is not an IP address of a machine; name one such as");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "lab.example.test:443",
                "https://lab",
                "a_b",
                "-a",
                "10.0.0.1",
                "a.1",
                "*.example.test",
                "l\u00e4b"
            })
    void refusesWhatIsNoDnsName(String name) {
        assertThatThrownBy(() -> Exposure.of(null, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name: '" + name + "' is not a DNS name; name one without scheme and port");
    }

    @Test
    void aTopologyNamesBoth() {
        Topology plan = TopologyParser.read("exposed.yaml", PLAN + "listen: 0.0.0.0\nname: lab.example.test\n");
        assertThat(plan.exposure()).isEqualTo(new Exposure("0.0.0.0", "lab.example.test"));
        assertThat(TopologyParser.read("exposed.yaml", PLAN).exposure()).isEqualTo(Exposure.LOOPBACK);
    }

    /** The certificate of each node covers the name, so another node's host would let one node pass for another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen: everywhere | exposed.yaml:9: listen: 'everywhere' is not an IP address",
                "name: LYNC.contoso.com | exposed.yaml:9: name: 'lync.contoso.com' is a host of the node 'lync'",
            })
    void aTopologyIsRefusedWithItsLine(String line, String problem) {
        assertThatThrownBy(() -> TopologyParser.read("exposed.yaml", PLAN + line + "\n"))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void readsAPasswordForEachPerson() throws IOException {
        Topology plan = OwnPasswords.given(
                TopologyParser.read("exposed.yaml", PLAN),
                PasswordsFile.read(written("# ours\n anna@contoso.com\tone long: #word \n\nBEN@contoso.com 12345678")));
        assertThat(plan.people()).extracting("password").containsExactly("one long: #word", "12345678");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anna | :1: is not a name and a password, such as: anna@contoso.com a-long-password",
                "anna@contoso.com | :1: is not a name and a password",
                "anna@contoso.com a\u0007b | :1: is not a name and a password",
                "anna@contoso.com a;anna@contoso.com b | :2: 'anna@contoso.com' has two lines; keep one",
            })
    void refusesAFileOfAnotherForm(String lines, String problem) throws IOException {
        Path file = written(lines.replace(';', '\n'));
        assertThatThrownBy(() -> PasswordsFile.read(file))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageStartingWith(file + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw-r-----", "rw----r--", "rw-----w-"})
    void refusesAFileThatOthersMayUse(String rights) throws IOException {
        Path file = written("anna@contoso.com long-enough\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        assertThatThrownBy(() -> PasswordsFile.read(file))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("has the rights " + rights + ", expected rw-------; run: chmod 600 " + file);
    }

    @Test
    void refusesAPersonWithoutPasswordAndAPasswordWithoutPerson() {
        Topology plan = TopologyParser.read("exposed.yaml", PLAN);
        assertThatThrownBy(() -> OwnPasswords.given(plan, Map.of("anna@contoso.com", "long-enough")))
                .hasMessage("the people of topology 'exposed' are Anna@contoso.com, ben@contoso.com; add a line"
                        + " 'NAME PASSWORD' for ben@contoso.com");
        assertThatThrownBy(() ->
                        OwnPasswords.given(plan, Map.of("anna@contoso.com", "a", "ben@contoso.com", "b", "eve@x", "c")))
                .hasMessageEndingWith("; remove the lines of eve@x");
    }

    private Path written(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("words"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
