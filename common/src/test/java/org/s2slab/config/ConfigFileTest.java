package org.s2slab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.calendar.TenantDates;
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
        assertThat(role.node().network().hosts()).containsExactly("lync.contoso.com");
        assertThat(role.node().tls().tlsKey()).isEqualTo(Path.of("/keys/lync.key"));
        assertThat(role.node().network().management()).isEqualTo(ListenerConfig.ANY);
        assertThat(role.node().people())
                .singleElement()
                .satisfies(anna -> assertThat(anna.isEnabled()).isTrue());
    }

    @Test
    void meansRelativePathsFromTheFilesFolder() throws IOException {
        assertThat(read(GOOD).node().data()).isEqualTo(folder.resolve("data/lync"));
    }

    @Test
    void doesNothingAsTheProductUnlessToldAndPrintsWhatItWasTold() throws IOException {
        assertThat(read(GOOD).node().simulation().behaviors()).isEmpty();
        assertThat(ConfigFile.print(read(GOOD))).contains("as-the-product-does: []");

        Role told = read(GOOD.replace("  data:", "  as-the-product-does: [lasting-keys, published-keys]\n  data:"));
        assertThat(told.node().simulation().behaviors())
                .containsExactly(ProductBehavior.PUBLISHED_KEYS, ProductBehavior.LASTING_KEYS);
        assertThat(ConfigFile.print(told)).contains("- published-keys", "- lasting-keys");
    }

    @Test
    void readsTheOwnDatesOfTheTenantAndNamesAWrongOneByLine() throws IOException {
        assertThat(ConfigFile.print(read(GOOD))).contains("policy-dates: {}");
        Role role = read(GOOD.replace("  data:", "  policy-dates: {ews-off-by-default: 2026-11-15}\n  data:"));
        assertThat(role.node().simulation().policyDates())
                .isEqualTo(TenantDates.of(Map.of("ews-off-by-default", "2026-11-15")));
        assertThat(ConfigFile.print(role)).contains("ews-off-by-default: 2026-11-15");

        fails(GOOD.replace("  data:", "  policy-dates: {ews-off: 2027-05-01}\n  data:"))
                .hasMessageContaining("lync.yaml:6: node.policy-dates: 'ews-off' begins for all tenants at once");
        fails(GOOD.replace("  data:", "  policy-dates: {ews-off-by-default: ~}\n  data:"))
                .hasMessageContaining("'ews-off-by-default': 'null' is not a date");
    }

    @Test
    void refusesABehaviorThatNoProductHas() {
        fails(GOOD.replace("  data:", "  as-the-product-does: [any-key]\n  data:"))
                .hasMessageContaining("lync.yaml:6")
                .hasMessageContaining("'any-key'")
                .hasMessageContaining("published-keys, lasting-keys, keys-by-interval, late-activation");
        fails(GOOD.replace("  data:", "  as-the-product-does: [~]\n  data:"))
                .hasMessageContaining("as-the-product-does");
    }

    @Test
    void refusesABehaviorOfAnotherRole() {
        assertThatThrownBy(() -> ProductBehavior.requireFor("lync", List.of(ProductBehavior.LATE_ACTIVATION)))
                .hasMessageContaining("'late-activation' is not a behavior of a node of the role lync")
                .hasMessageContaining("published-keys");
        assertThatThrownBy(() -> ProductBehavior.requireFor("authz", List.of(ProductBehavior.PUBLISHED_KEYS)))
                .hasMessageContaining("this role has none");
    }

    @Test
    void refusesAnUnknownKeyWithFileLineAndTheKnownKeys() {
        fails(GOOD.replace("listen:", "lisen:"))
                .hasMessageContaining("lync.yaml:5: unknown key 'node.lisen'")
                .hasMessageContaining("hosts-file, limits, listen, management");
    }

    @Test
    void namesAMisspeltKeyRatherThanTheOneThatIsMissingForIt() {
        fails(GOOD.replace("  domain:", "  domian:")).hasMessageContaining("unknown key 'node.domian'");
        fails(GOOD.replace("days:", "dais:")).hasMessageContaining("unknown key 'dais'; known keys here: days");
    }

    @Test
    void takesTheUsualLimitsUnlessToldAndRefusesThoseOutOfRangeByName() throws IOException {
        assertThat(read(GOOD).node().simulation().requestLimits().count(RequestLimit.CONNECTIONS))
                .isEqualTo(1_000);
        assertThat(ConfigFile.print(read(GOOD))).contains("connections: 1000", "header-time: PT30S");

        Role told = read(limits("connections: 20, body-time: PT0.5S"));
        assertThat(told.node().simulation().requestLimits().count(RequestLimit.CONNECTIONS))
                .isEqualTo(20);
        assertThat(told.node().simulation().requestLimits().of(RequestLimit.BODY_TIME))
                .isEqualTo(500);
        assertThat(told.node().simulation().requestLimits().count(RequestLimit.LIST_ENTRIES))
                .isEqualTo(1_000);
        assertThat(ConfigFile.print(told)).contains("connections: 20", "body-time: PT0.5S");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connections: 7    | connections: found '7', expected a whole number from 8 to 100000",
                "connections: 9.5  | connections: found '9.5'",
                "connections: many | connections: found 'many'",
                "connections: ~    | connections: found ''",
                "header-time: 30   | header-time: found '30', expected a time from PT0.1S to PT10M",
                "header-time: PT1H | header-time: found 'PT1H'",
                "conections: 20    | unknown limit 'conections'; known are [connections, connections-per-address"
            })
    void refusesALimitOutOfItsRangeByName(String setting, String reason) {
        fails(limits(setting)).hasMessageContaining("lync.yaml:6").hasMessageContaining("node.limits: " + reason);
    }

    private static String limits(String settings) {
        return GOOD.replace("  data:", "  limits: {" + settings + "}\n  data:");
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

    @Test
    void readsWhatItPrints() throws IOException {
        String printed = ConfigFile.print(read(GOOD));

        assertThat(ConfigFile.print(read(printed))).isEqualTo(printed);
    }

    @Test
    void readsWhereThePostgresDatabaseIsAndKeepsItsPassword() throws IOException {
        Role role = read(withDatabase("postgresql://127.0.0.1:6432/authz"));

        assertThat(role.node().database()).isNotNull().satisfies(database -> {
            assertThat(database.addresses()).containsExactly("127.0.0.1:6432");
            assertThat(database.database()).isEqualTo("authz");
        });
        assertThat(read(withDatabase("postgresql://localhost/authz")).node().database())
                .isNotNull()
                .satisfies(database -> assertThat(database.addresses()).containsExactly("localhost:5432"));
        assertThat(read(withDatabase("postgresql://db.contoso.com/authz")
                                .replace("s3cret", "s3cret, root-certificate: tls/root.pem"))
                        .node()
                        .database())
                .isNotNull()
                .satisfies(
                        database -> assertThat(database.rootCertificate()).isEqualTo(folder.resolve("tls/root.pem")));
        assertThat(ConfigFile.print(role) + role).contains("postgresql://").doesNotContain("s3cret");
    }

    @Test
    void refusesADatabaseItCannotReachSafely() {
        fails(withDatabase("postgresql://db.contoso.com/authz"))
                .hasMessageContaining("node.database: url: 'db.contoso.com' is not this machine");
        fails(withDatabase("postgresql://authz:hidden@localhost/authz"))
                .hasMessageContaining("use the keys user and password")
                .hasMessageNotContaining("hidden");
        fails(withDatabase("jdbc:postgresql://localhost/authz"))
                .hasMessageContaining("postgresql://host:port/database");
        fails(withDatabase("postgresql://localhost")).hasMessageContaining("name of one database");
        fails(withDatabase("postgresql://localhost/authz?sslmode=disable"))
                .hasMessageContaining("without anything after it");
        fails(withDatabase("postgresql://localhost/authz").replace("s3cret", "s3cret, tls: no"))
                .hasMessageContaining("unknown key 'node.database.tls'");
        fails(withDatabase("postgresql://localhost/authz").replace("s3cret", "''"))
                .hasMessageContaining("both are needed");
    }

    private static String withDatabase(String url) {
        return GOOD.replace("days: 7", "  database: {url: '" + url + "', user: authz, password: s3cret}\ndays: 7");
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
