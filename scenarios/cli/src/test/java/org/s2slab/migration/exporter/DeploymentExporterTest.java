package org.s2slab.migration.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.junit.embedded.EmbeddedLab;

class DeploymentExporterTest {
    private static final Set<String> LYNC = Set.of(
            "metadata.json",
            "hosts.json",
            "Get-CsOAuthConfiguration.json",
            "Get-CsCertificate.json",
            "Get-CsPartnerApplication.json",
            "Get-CsOAuthServer.json",
            "Get-LabDedicatedApplication.json",
            "Get-CsUser.json",
            "Get-CsPool.json",
            "Get-ChildItem.json",
            "Get-Date.json");

    private static final Set<String> EXCHANGE_ANYWHERE = Set.of(
            "metadata.json",
            "hosts.json",
            "Get-AuthConfig.json",
            "Get-PartnerApplication.json",
            "Get-AuthServer.json",
            "Get-IntraOrganizationConnector.json",
            "Get-OrganizationRelationship.json",
            "Get-AcceptedDomain.json",
            "Get-ManagementRoleAssignment.json",
            "Get-Mailbox.json",
            "Get-OrganizationConfig.json",
            "Get-Date.json");

    private static final Set<String> SHAREPOINT_ONLINE = Set.of(
            "metadata.json",
            "hosts.json",
            "Get-SPAuthenticationRealm.json",
            "Get-SPSecurityTokenServiceConfig.json",
            "Get-SPTrustedSecurityTokenIssuer.json",
            "Get-SPAppPrincipal.json",
            "Get-Date.json");

    private static final Set<String> TENANT = Set.of(
            "metadata.json",
            "hosts.json",
            "Get-MsolCompanyInformation.json",
            "Get-MsolDomain.json",
            "Get-LabTenant.json",
            "Get-MsolServicePrincipal.json",
            "Get-MsolServicePrincipalCredential.json",
            "Get-MgServicePrincipal.json",
            "Get-MgApplication.json",
            "Get-MgServicePrincipalAppRoleAssignment.json",
            "Get-Date.json");

    /** Of a private key in PEM form: before the exponents and primes the modulus, which the certificate has too. */
    private static final int LINES_WITH_WHAT_IS_PUBLIC = 9;

    private static final int LINE = 64;

    @TempDir
    private Path folder;

    @Test
    void tellsOfServersOnThePremises() throws IOException {
        try (EmbeddedLab lab = EmbeddedLab.start("", "on-premises-trust")) {
            Written written = export(lab);

            assertThat(written.names())
                    .isEqualTo(Map.of(
                            "lync",
                            LYNC,
                            "exchange",
                            with(
                                    EXCHANGE_ANYWHERE,
                                    "Get-ExchangeCertificate.json",
                                    "Get-SettingOverride.json",
                                    "Get-ExchangeServer.json",
                                    "Get-ChildItem.json")));
            JsonObject partner = new JsonObject(written.text("lync/Get-CsPartnerApplication.json"));
            assertThat(partner.getString("AuthToken"))
                    .isEqualTo("Value=https://autodiscover.contoso.com/autodiscover/metadata/json/1");
            assertThat(new JsonArray(written.text("exchange/hosts.json")))
                    .containsExactly("exchange.contoso.com", "autodiscover.contoso.com");
            assertThat(new JsonArray(written.text("lync/Get-CsUser.json"))).hasSize(5);
            assertThat(written.text("lync/Get-CsOAuthServer.json")).isEmpty();
            assertThat(written.text("exchange/Get-AuthServer.json")).isEmpty();
            assertThat(new JsonObject(written.text("lync/metadata.json")).getString("realm"))
                    .isEqualTo("contoso.com");
            hasNoSecretIn(lab, written);
        }
    }

    @Test
    void tellsOfAHybridAndItsTenant() throws IOException {
        try (EmbeddedLab lab = EmbeddedLab.start("", "cross-lync-on-premises-trust")) {
            Written written = export(lab);

            assertThat(written.names())
                    .isEqualTo(Map.of(
                            "lync",
                            LYNC,
                            "exchange",
                            EXCHANGE_ANYWHERE,
                            "sharepoint",
                            SHAREPOINT_ONLINE,
                            "authz-contoso",
                            TENANT));
            assertThat(objects(written.text("authz-contoso/Get-MsolServicePrincipalCredential.json")))
                    .extracting(credential -> credential.getString("AppPrincipalId"))
                    .contains("00000004-0000-0ff1-ce00-000000000000");
            assertThat(objects(written.text("authz-contoso/Get-MsolDomain.json")))
                    .extracting(domain -> domain.getString("Name"))
                    .containsExactly("contoso.com", "contoso.onmicrosoft.com");
            hasNoSecretIn(lab, written);
        }
    }

    @Test
    void keepsASecretOfAnApplicationToItself() throws IOException {
        try (EmbeddedLab lab = EmbeddedLab.start("", "cross-lync-on-premises-trust")) {
            String secret = "b3JjaGFyZC1jb250cmFjdC1zZWNyZXQ=";
            JsonObject given = new JsonObject()
                    .put("TenantId", "contoso.com")
                    .put("AppPrincipalId", "00000004-0000-0ff1-ce00-000000000000")
                    .put("Type", "Password")
                    .put("Usage", "Verify")
                    .put("Value", secret);
            lab.cmdlets("authz").run("New-MsolServicePrincipalCredential", given.getMap());
            Written written = export(lab);

            assertThat(written.text("authz-contoso/Get-MsolServicePrincipalCredential.json"))
                    .contains("\"Password\"")
                    .doesNotContain(secret);
            hasNoSecretIn(lab, written);
        }
    }

    @Test
    void saysWhichServerDoesNotAnswerAndWhatOneDoesNotHave() {
        try (EmbeddedLab lab = EmbeddedLab.start("on-premises", "")) {
            lab.topology().stopNode("exchange");
            List<ExportedServer> servers = DeploymentExporter.of(lab.topology().managed());

            assertThat(servers)
                    .flatExtracting(ExportedServer::untold)
                    .containsExactly(
                            "lync has no document at /metadata/json/1",
                            "exchange does not respond to its administrator");
            assertThat(servers.get(0).files())
                    .doesNotContainKey("metadata.json")
                    .containsKey("hosts.json");
            assertThat(servers.get(1).files()).isEmpty();
        }
    }

    @Test
    void refusesAFolderInWhichThereIsSomething() throws IOException {
        Files.writeString(folder.resolve("Get-CsUser.json"), "");
        assertThatThrownBy(() -> DeploymentExporter.write(List.of(), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty; name a new or empty folder");
    }

    /** The texts of an export, by folder/name. */
    private record Written(Map<String, String> texts) {
        String text(String path) {
            return Objects.requireNonNull(texts.get(path), path);
        }

        Map<String, Set<String>> names() {
            return texts.keySet().stream()
                    .map(path -> path.split("/", -1))
                    .collect(Collectors.groupingBy(
                            parts -> parts[0], Collectors.mapping(parts -> parts[1], Collectors.toSet())));
        }
    }

    private Written export(EmbeddedLab lab) throws IOException {
        Path place = folder.resolve("export");
        DeploymentExporter.write(DeploymentExporter.of(lab.topology().managed()), place);
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(place.relativize(file).toString(), Files.readString(file));
            }
        }
        return new Written(texts);
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static List<JsonObject> objects(String text) {
        return text.startsWith("{")
                ? List.of(new JsonObject(text))
                : new JsonArray(text).stream().map(JsonObject.class::cast).toList();
    }

    private static void hasNoSecretIn(EmbeddedLab lab, Written written) throws IOException {
        List<String> secrets = secrets(lab);
        assertThat(secrets).hasSizeGreaterThan(20);
        written.texts().forEach((path, text) -> assertThat(text).as(path).doesNotContain(secrets));
    }

    /** What people and administrators type, and the secret half of every private key that lies in a data folder. */
    private static List<String> secrets(EmbeddedLab lab) throws IOException {
        List<String> secrets = new ArrayList<>();
        secrets.add("PRIVATE KEY");
        lab.topology().plan().people().forEach(person -> secrets.add(person.password()));
        for (ManagedNode node : lab.topology().managed()) {
            secrets.add(node.address().administratorPassword());
        }
        try (Stream<Path> files = Files.walk(lab.topology().folder())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".pem")).toList()) {
                String text = Files.readString(file);
                int begin = text.indexOf("PRIVATE KEY-----");
                if (begin >= 0) {
                    text.substring(begin, text.indexOf("-----END", begin))
                            .lines()
                            .skip(LINES_WITH_WHAT_IS_PUBLIC)
                            .filter(line -> line.length() == LINE)
                            .forEach(secrets::add);
                }
            }
        }
        return secrets;
    }
}
