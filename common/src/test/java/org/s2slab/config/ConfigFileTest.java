package org.s2slab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;

class ConfigFileTest {
    record Role(NodeConfig node, int days) {}

    private static final String GOOD = """
            node:
              name: lync
              domain: contoso.com
              hosts: [lync.contoso.com]
              listen: {address: 127.0.0.1, port: 8443}
              data: data/lync
              tls-key: /keys/lync.key
              tls-certificate: lync.crt
              trusted-roots: root.crt
              people:
                - {name: Anna, upn: anna@contoso.com, smtp: [anna@contoso.com], password: Passw0rd!}
            days: 7
            """;

    @TempDir
    Path folder;

    @Test
    void readsKebabCaseKeysIntoRecords() throws IOException {
        Role role = read(GOOD);

        assertThat(role.days()).isEqualTo(7);
        assertThat(role.node().hosts()).containsExactly("lync.contoso.com");
        assertThat(role.node().tlsKey()).isEqualTo(Path.of("/keys/lync.key"));
        assertThat(role.node().management()).isEqualTo(Listener.ANY);
        assertThat(role.node().people())
                .singleElement()
                .satisfies(anna -> assertThat(anna.isEnabled()).isTrue());
    }

    @Test
    void meansRelativePathsFromTheFilesFolder() throws IOException {
        assertThat(read(GOOD).node().data()).isEqualTo(folder.resolve("data/lync"));
    }

    @Test
    void refusesAnUnknownKeyWithFileLineAndTheKnownKeys() {
        fails(GOOD.replace("listen:", "lisen:"))
                .hasMessageContaining("lync.yaml:5: unknown key 'node.lisen'")
                .hasMessageContaining("hosts-file, listen, management");
    }

    @Test
    void refusesAMissingKeyByName() {
        fails(GOOD.replace("  domain: contoso.com\n", "")).hasMessageContaining("'domain'");
        fails(GOOD.replace("days: 7\n", "")).hasMessageContaining("'days'");
    }

    @Test
    void refusesADoubledKey() {
        fails(GOOD + "days: 8\n").hasMessageContaining("days").hasMessageContaining("lync.yaml:");
    }

    @Test
    void saysWhatARecordSaysOfItsValues() {
        fails(GOOD.replace("port: 8443", "port: 84430")).hasMessageContaining("port: 84430 is not between 0 and 65535");
        fails(GOOD.replace("[lync.contoso.com]", "[]")).hasMessageContaining("at least one host name");
    }

    @Test
    void refusesWhatIsNotYamlOrNotThere() {
        fails("node: [").hasMessageContaining("lync.yaml:");
        fails("").hasMessageContaining("lync.yaml");
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml"), Role.class))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("none.yaml: cannot be read");
    }

    @Test
    void printsTheEffectiveConfigurationWithSecretsMasked() throws IOException {
        String printed = ConfigFile.print(read(GOOD));

        assertThat(printed)
                .contains("tls-key: /keys/lync.key")
                .contains("port: 0")
                .contains("********")
                .doesNotContain("Passw0rd!");
    }

    private Role read(String text) throws IOException {
        Path file = folder.resolve("lync.yaml");
        Files.writeString(file, text);
        return ConfigFile.read(file, Role.class);
    }

    private AbstractThrowableAssert<?, ?> fails(String text) {
        return assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.class);
    }
}
