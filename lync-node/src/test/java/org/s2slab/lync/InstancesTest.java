package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.testing.CapturedLog;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestPostgres;

/** Two servers of one Lync pool on one PostgreSQL server are one Lync. */
class InstancesTest {
    private static final String HOST = "lync.contoso.com";
    private static final String ANNA = "anna@contoso.com";
    private static final String BERT = "bert@contoso.com";
    private static final String CONVERSATIONS = "/users/me/conversations";

    @TempDir
    Path folder;

    private LyncLab one;
    private LyncLab other;

    @BeforeEach
    void start() {
        one = LyncLab.onPostgres(folder);
        other = one.another("lync2");
    }

    @AfterEach
    void stop() {
        one.close();
    }

    private static String realm(LyncLab lab) {
        return lab.cmdlet("Get-CsOAuthConfiguration").object().getString("Realm");
    }

    @Test
    void haveTheSameSettings() {
        one.cmdlet("Set-CsOAuthConfiguration", "Realm", "one.contoso.com");
        await().untilAsserted(() -> assertThat(realm(other)).isEqualTo("one.contoso.com"));

        other.cmdlet("Set-CsMeetingConfiguration", "Identity", "Global", "CustomFooterText", "hello");
        await().untilAsserted(() -> assertThat(
                        one.cmdlet("Get-CsMeetingConfiguration").object().getString("CustomFooterText"))
                .isEqualTo("hello"));
        assertThat(realm(one)).isEqualTo("one.contoso.com");
    }

    @Test
    void findASettingWhoseNotificationIsLost() throws SQLException {
        execute("UPDATE configuration_changes SET number = number + 1");
        execute("UPDATE oauth_configuration SET realm = 'lost.contoso.com'");

        await().untilAsserted(() -> assertThat(realm(one)).isEqualTo("lost.contoso.com"));
        await().untilAsserted(() -> assertThat(realm(other)).isEqualTo("lost.contoso.com"));
    }

    @Test
    void trustTheSamePartnersAndKnowTheSameApplications() {
        one.connected();
        UcwaCaller atOther = UcwaCaller.exchangeFor(other, ANNA);
        await().untilAsserted(
                        () -> assertThat(atOther.get(UcwaCaller.USER).status()).isEqualTo(200));

        String application = UcwaCaller.self(UcwaCaller.exchangeFor(one, ANNA).application());
        assertThat(atOther.get(application).status()).isEqualTo(200);
        assertThat(UcwaCaller.exchangeFor(other, BERT).get(application).status())
                .isEqualTo(404);
        assertThat(atOther.delete(application).status()).isEqualTo(204);
        assertThat(UcwaCaller.exchangeFor(one, ANNA).get(application).status()).isEqualTo(404);

        other.cmdlet("Remove-CsPartnerApplication", "Identity", "Exchange");
        await().untilAsserted(() -> assertThat(
                        UcwaCaller.exchangeFor(one, ANNA).get(UcwaCaller.USER).status())
                .isEqualTo(401));
    }

    @Test
    void acceptTheWebTicketsOfEachOtherUntilTheUserIsDisabledAtEither() {
        String ticket = one.call(HOST)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(
                        io.vertx.core.http.HttpMethod.POST,
                        "/WebTicket/oauthtoken",
                        "grant_type=password&username=" + URLEncoder.encode(ANNA, StandardCharsets.UTF_8) + "&password="
                                + URLEncoder.encode(LyncLab.PASSWORD, StandardCharsets.UTF_8))
                .json()
                .getString("access_token");
        assertThat(other.call(HOST).bearer(ticket).get(UcwaCaller.USER).status())
                .isEqualTo(200);

        one.cmdlet("Disable-CsUser", "Identity", ANNA);
        assertThat(other.call(HOST).bearer(ticket).get(UcwaCaller.USER).status())
                .isEqualTo(401);
    }

    /** One certificate signs for all servers, and each needs its private key. */
    @Test
    void signWithOneCertificateOnceEachHasItsKey() {
        SigningKey key = TestKeys.lync();
        try (CapturedLog log = CapturedLog.of(SigningKeyStore.class)) {
            one.connected();
            await().untilAsserted(() -> assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains(key.thumbprint(), "is not in the certificate store of this server"));
        }
        other.fillListOf(ANNA);
        await().untilAsserted(() -> assertThat(other.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                        .warnings())
                .singleElement()
                .asString()
                .contains(key.thumbprint(), "run Import-CsCertificate on this server"));
        assertThat(other.call(HOST).get("/metadata/json/1").body())
                .as("published without the private key")
                .isEqualTo(one.call(HOST).get("/metadata/json/1").body());
        assertThat(other.signIn(ANNA).body().getJsonObject("migration").encode())
                .contains("does not have its private key", "Import-CsCertificate");

        Path file = folder.resolve("oauth.pfx");
        one.cmdlet(
                "Export-PfxCertificate",
                "Cert",
                "Cert:\\LocalMachine\\My\\" + key.thumbprint(),
                "FilePath",
                file.toString(),
                "Password",
                "s3cret");
        other.cmdlet("Import-CsCertificate", "Path", file.toString(), "Password", "s3cret");

        assertThat(other.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer").warnings())
                .isEmpty();
        assertThat(other.signIn(ANNA).body().getJsonObject("migration").getString("state"))
                .isEqualTo("completed");
    }

    @Test
    void migrateAContactListOnce() {
        one.connected();
        other.keep(TestKeys.lync());
        other.stop();
        other.start();
        one.fillListOf(ANNA);
        one.exchange.calls();

        List<LyncLab.Answer> sessions = together(List.of(() -> one.signIn(ANNA), () -> other.signIn(ANNA)));

        assertThat(sessions).extracting(LyncLab.Answer::status).containsOnly(201);
        await().untilAsserted(
                        () -> assertThat(one.exchange.listOf(ANNA).contents()).isEqualTo(LyncLab.FILLED));
        assertThat(one.exchange.calls().stream().filter("SetImListMigrationCompleted"::equals))
                .hasSize(1);
        assertThat(other.list(ANNA).body().getString("store"))
                .isEqualTo(one.list(ANNA).body().getString("store"));
    }

    @Test
    void continueAConversationOfTheOtherAndLoseNoMessage() throws SQLException {
        archiving();
        String id = talk(one, "begun at one");
        List<Supplier<LyncLab.Answer>> posts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = "message <" + i + ">";
            LyncLab lab = i % 2 == 0 ? one : other;
            String upn = i % 3 == 0 ? ANNA : BERT;
            posts.add(() -> lab.post(upn, CONVERSATIONS + "/" + id + "/messages", new JsonObject().put("text", text)));
        }

        List<LyncLab.Answer> answers = together(posts);

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.body().encode()).isEqualTo(201));
        assertThat(answers)
                .extracting(answer -> answer.body().getInteger("number"))
                .doesNotHaveDuplicates();
        end(other, id);
        await().until(() -> isDelivered(other));
        String html = one.exchange.itemsOf(ANNA).items().get(0).html();
        assertThat(html).contains("begun at one");
        for (int i = 0; i < 40; i++) {
            assertThat(html).containsOnlyOnce("message &lt;" + i + "&gt;");
        }
    }

    @Test
    void endAConversationOnceIfBothEndIt() {
        archiving();
        for (int i = 0; i < 10; i++) {
            String id = talk(one, "ended " + i);
            List<LyncLab.Answer> ends = together(List.of(
                    () -> one.post(ANNA, CONVERSATIONS + "/" + id + "/end", new JsonObject()),
                    () -> other.post(BERT, CONVERSATIONS + "/" + id + "/end", new JsonObject())));
            assertThat(ends).extracting(LyncLab.Answer::status).containsExactlyInAnyOrder(200, 409);
        }
        await().until(() -> isDelivered(one));
        assertThat(one.exchange.itemsOf(ANNA).items()).hasSize(10);
    }

    @Test
    void deliverEachTranscriptOnceWhileOneStopsAndOneWasKilled() throws SQLException {
        archiving();
        one.exchange.away(true);
        for (int i = 0; i < 20; i++) {
            end(one, talk(one, "first " + i));
            end(other, talk(other, "second " + i));
        }
        execute("UPDATE deliveries SET claim = 'killed' WHERE number % 3 = 0");
        one.exchange.away(false);
        one.clock.advance(Duration.ofMinutes(20));
        for (int i = 0; i < 20; i++) {
            end(other, talk(other, "third " + i));
        }
        one.stop();

        await().until(() -> isDelivered(other));
        assertThat(other.exchange.itemsOf(ANNA).items()).hasSize(60);
        assertThat(other.exchange.itemsOf(ANNA).deposits()).isEqualTo(60);
        assertThat(other.exchange.itemsOf(ANNA).items())
                .extracting(FakeItems.Item::html)
                .doesNotHaveDuplicates();
        one.start();
    }

    @Test
    void refuseWithoutTheDatabaseAndRecoverAlone() {
        archiving();
        TestPostgres.takeAway(one.server());
        for (LyncLab lab : List.of(one, other)) {
            assertThat(lab.list(ANNA).status()).isEqualTo(503);
        }
        TestPostgres.bringBack(one.server());

        await().untilAsserted(() -> assertThat(one.list(ANNA).status()).isEqualTo(200));
        await().untilAsserted(() -> assertThat(other.list(ANNA).status()).isEqualTo(200));
        one.cmdlet("Set-CsMeetingConfiguration", "Identity", "Global", "CustomFooterText", "after");
        await().untilAsserted(() -> assertThat(
                        other.cmdlet("Get-CsMeetingConfiguration").object().getString("CustomFooterText"))
                .isEqualTo("after"));
        String id = talk(one, "after");
        end(other, id);
        await().until(() -> isDelivered(one));
    }

    private void archiving() {
        one.connected();
        one.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", "ImAndWebConf", "EnableExchangeArchiving", true);
        one.cmdlet("Set-CsUser", "Identity", ANNA, "ExchangeArchivingPolicy", "ArchivingToExchange");
        other.keep(TestKeys.lync());
        other.stop();
        other.start();
    }

    private static String talk(LyncLab lab, String text) {
        var begun = lab.post(
                ANNA,
                CONVERSATIONS,
                new JsonObject().put("to", new JsonArray().add("sip:" + BERT)).put("message", text));
        assertThat(begun.status()).as(begun.body().encode()).isEqualTo(201);
        return begun.body().getString("id");
    }

    private static void end(LyncLab lab, String id) {
        var ended = lab.post(ANNA, CONVERSATIONS + "/" + id + "/end", new JsonObject());
        assertThat(ended.status()).as(ended.body().encode()).isEqualTo(200);
    }

    private static boolean isDelivered(LyncLab lab) {
        return lab.cmdlet("Get-CsStorageServiceQueue").object().getInteger("QueueLength") == 0;
    }

    private static <T> List<T> together(List<Supplier<T>> actions) {
        return actions.stream().map(CompletableFuture::supplyAsync).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = one.database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
