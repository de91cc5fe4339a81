package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.junit.embedded.EmbeddedLab;
import org.s2slab.migration.exporter.DeploymentExporter;
import org.s2slab.migration.exporter.ExportedServer;
import org.s2slab.testing.Canary;

/** No command writes the signature of a token, whatever it is given: to the terminal, or into a file. */
class SignaturesOnTheTerminalTest {
    private static final List<String> FORMS =
            List.of(Canary.TOKEN, Canary.wrapped(), Canary.TOKEN.replace(".", "%2E"), Canary.base64(Canary.TOKEN));

    @Test
    void ofAnyCommand() {
        for (String form : FORMS) {
            for (List<String> line : List.of(
                    List.of("explain", form),
                    List.of("explain", "it said " + form + " and invalid_client"),
                    List.of("run", form),
                    List.of("doctor", form),
                    List.of("export", "--topology", form, "x"),
                    List.of("clock", form),
                    List.of(form),
                    List.of("up", "--at", form))) {
                assertThat(Canary.isIn(written(line))).as("%s", line).isFalse();
            }
        }
    }

    /** A transcript: what is typed comes back as objects, tables, errors, and lines of a file. */
    @Test
    void ofTheShell(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("out.txt");
        for (String form : FORMS) {
            String script = "'" + form + "'; '" + form + "' | Out-File -FilePath '" + file + "'; Write-Warning '" + form
                    + "'; Get-Nothing '" + form + "'";
            String written = written(List.of("shell", "--topology", "lync-alone", "-c", script));

            assertThat(written).contains("WARNING");
            assertThat(Canary.isIn(written)).as(written).isFalse();
            assertThat(Canary.isIn(Files.readString(file))).isFalse();
        }
    }

    @Test
    void ofAnExport(@TempDir Path folder) throws IOException {
        for (int i = 0; i < FORMS.size(); i++) {
            Path place = folder.resolve("export" + i);
            String content = "[{\"Name\": \"" + FORMS.get(i) + "\"}]";
            DeploymentExporter.write(
                    List.of(new ExportedServer("lync", Map.of("Get-Thing.json", content), List.of(), Set.of())), place);

            assertThat(Canary.isIn(Files.readString(place.resolve("lync/Get-Thing.json"))))
                    .isFalse();
        }
    }

    /** A token in an address that somebody set is told by a fault, by what was observed, and by what a failed call said. */
    @Test
    void ofTheDoctor() {
        try (EmbeddedLab lab = EmbeddedLab.start("", "on-premises-trust")) {
            for (String form : FORMS) {
                lab.cmdlets("lync")
                        .run(
                                "Set-CsOAuthConfiguration",
                                Map.of(
                                        "Identity",
                                        "global",
                                        "ExchangeAutodiscoverUrl",
                                        "https://lync.contoso.com/" + form + "/autodiscover.svc"));
                assertThatThrownBy(() -> lab.cmdlets("lync")
                                .run("Test-CsExStorageConnectivity", Map.of("SipUri", "sip:anna@contoso.com")))
                        .hasMessageContaining("lync.contoso.com");
                String folder = lab.topology().folder().toString();
                for (String format : List.of("text", "json")) {
                    String written = written(List.of("doctor", folder, "--format", format));

                    assertThat(written).contains("AUTODISCOVER_URL_WRONG", "latest failed call to 'lync.contoso.com'");
                    assertThat(Canary.isIn(written)).as(written).isFalse();
                }
            }
        }
    }

    private static String written(List<String> line) {
        StringWriter out = new StringWriter();
        LabCommand.run(new PrintWriter(out), new PrintWriter(out), line.toArray(String[]::new));
        assertThat(out.toString()).isNotBlank();
        return out.toString();
    }
}
