package org.s2slab.migration.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.text.FileSyntaxException;

/** Files that are not what their names say are refused with file, member, value and the way out. */
class ExportFolderReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String PARTNERS = "Get-CsPartnerApplication.json";

    @TempDir
    Path folder;

    @Test
    void refusesAFolderWithNothingToImport() {
        assertThatThrownBy(this::copy)
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("has nothing to import")
                .hasMessageContaining("docs/IMPORT.md");
    }

    /** Nothing of it is read: the first file is no JSON. */
    @Test
    void refusesALargeImportBeforeItReadsAnything() throws IOException {
        write("Get-CsOAuthConfiguration.json", "no JSON" + " ".repeat(5_000_000));
        write(PARTNERS, "no JSON" + " ".repeat(5_000_000));
        assertThatThrownBy(this::copy)
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("has 20000032 bytes of files, and an import reads 20000000 at most; leave out");
    }

    @Test
    void namesAPartnerForAnyRealmByItsIdAlone() {
        var partner = new ImportedPartner("any", "an-id", null, null, true, null, true, "Full", null, false);
        assertThat(partner.issuer()).isEqualTo("an-id");
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        write(PARTNERS, "Identity : microsoft.exchange\n");
        assertThatThrownBy(this::copy)
                .hasMessageContaining("lync/" + PARTNERS + ":1: is not valid JSON")
                .hasMessageContaining("ConvertTo-Json -Depth 5");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Files.createDirectories(folder.resolve("lync"));
        Files.write(folder.resolve("lync/" + PARTNERS), new byte[] {(byte) 0xc3, 0x28, 0x41});
        assertThatThrownBy(this::copy).hasMessageContaining("is not UTF-8 or UTF-16");
    }

    @Test
    void refusesObjectsThatWereCutOff() throws IOException {
        write(PARTNERS, "{\"Name\": \"x\", \"ApplicationIdentifier\": \"a\", \"AuthToken\": \"@{Value=https://x}\"}");
        assertThatThrownBy(this::copy)
                .hasMessageContaining("member 'AuthToken' is \"@{Value=https://x}\"")
                .hasMessageContaining("-Depth 5");
    }

    @Test
    void refusesAMemberOfAnotherKind() throws IOException {
        write("Get-CsOAuthConfiguration.json", "{\"Realm\": {\"A\": {}}, \"ServiceName\": \"x\"}");
        assertThatThrownBy(this::copy).hasMessageContaining("member 'Realm' is {\"A\":{}}, expected a text");
    }

    @Test
    void refusesNamesThatWouldBeMoreThanNames() throws IOException {
        write("Get-CsOAuthConfiguration.json", "{\"Realm\": \"contoso.com/../etc\", \"ServiceName\": \"x\"}");
        assertThatThrownBy(this::copy).hasMessageContaining("member 'Realm' is 'contoso.com/../etc', expected a name");
    }

    @Test
    void refusesTextsThatAScenarioWouldTakeForReferences() throws IOException {
        write(
                PARTNERS,
                "{\"Name\": \"${lync.folder}\", \"ApplicationIdentifier\": \"a\", \"AuthToken\": \"Value=https://x/y\"}");
        assertThatThrownBy(this::copy).hasMessageContaining("member 'Name'").hasMessageContaining("and ${");
    }

    @Test
    void refusesACertificateThatIsNone() throws IOException {
        Files.createDirectories(folder.resolve("ex"));
        Files.writeString(
                folder.resolve("ex/Get-PartnerApplication.json"),
                "{\"Name\": \"x\", \"ApplicationIdentifier\": \"a\", \"AuthMetadataUrl\": \"https://x.contoso.com/\","
                        + " \"UseAuthServer\": false, \"CertificateStrings\": [\"MIIBroken\"]}");
        assertThatThrownBy(this::copy)
                .hasMessageContaining("ex/Get-PartnerApplication.json: member 'CertificateStrings' is \"MIIBroken\"");
    }

    @Test
    void refusesTwoServersInOneFolder() throws IOException {
        write(PARTNERS, "");
        write("Get-AuthConfig.json", "");
        assertThatThrownBy(this::copy).hasMessageContaining("lync: has files of exchange and lync");
    }

    @Test
    void writesNamesFromOutsideAsTextAndNothingElse() throws IOException {
        String name = "a: [b]\\\" #c 'd' & *e\u2028f";
        write(
                PARTNERS,
                "{\"Name\": \"" + name + "\", \"ApplicationIdentifier\": \"00000002-0000-0ff1-ce00-000000000000\","
                        + " \"AuthToken\": \"Value=https://mail.contoso.com/autodiscover/metadata/json/1\"}");
        DeploymentImport copy = copy();
        var scenario = ScenarioParser.read("trust.yaml", copy.trust());
        assertThat(scenario.steps())
                .anyMatch(step -> "a: [b]\" #c 'd' & *e\u2028f"
                        .equals(step.fields()
                                .getJsonObject("with", new JsonObject())
                                .getValue("Identity")));
    }

    private DeploymentImport copy() {
        return DeploymentImport.of(folder, NOW);
    }

    private void write(String file, String text) throws IOException {
        Path home = Files.createDirectories(folder.resolve("lync"));
        byte[] plain = text.getBytes(StandardCharsets.UTF_16LE);
        byte[] marked = new byte[plain.length + 2];
        marked[0] = (byte) 0xff;
        marked[1] = (byte) 0xfe;
        System.arraycopy(plain, 0, marked, 2, plain.length);
        Files.write(home.resolve(file), marked);
    }
}
