package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/**
 * Requests of clients that were not written for this lab, as recorded: high-trust add-ins with a broker's certificate. The
 * answers have the status, the kind of content and every member of the ones that satisfied those clients. Without the
 * recordings there is nothing to play.
 */
class RecordedRestClientsTest {
    private static final Path RECORDED =
            Path.of(System.getProperty("s2slab.root")).resolveSibling("shared").resolve("recorded");
    static final String ADD_IN = "11111111-aaaa-bbbb-cccc-000000000001";
    private static final Set<String> SENT =
            Set.of("accept", "content-type", "if-match", "x-http-method", "x-requestdigest");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> areAnswered() {
        return Stream.of("node-sp-auth", "pnpjs")
                .filter(client -> Files.isDirectory(RECORDED.resolve(client)))
                .map(client -> DynamicTest.dynamicTest(client, () -> play(client)));
    }

    @Test
    void anAddInWithoutPermissionIsDenied() {
        try (SharePointLab lab = trusting(folder)) {
            TestCall.Answer answer = lab.call().bearer(token(lab)).get("/_api/web");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().getJsonObject("odata.error").getString("code"))
                    .isEqualTo("-2147024891, System.UnauthorizedAccessException");
        }
    }

    private void play(String client) throws IOException {
        try (SharePointLab lab = trusting(folder.resolve(client))) {
            lab.cmdlet(
                    "Set-SPAppPrincipalPermission",
                    "AppPrincipal",
                    ADD_IN + "@" + lab.realm(),
                    "Site",
                    SharePointLab.ROOT,
                    "Scope",
                    "SiteCollection",
                    "Right",
                    "FullControl",
                    "EnableAppOnlyPolicy",
                    true);
            String token = token(lab);
            // The stand-in the clients were recorded against had one item already.
            lab.call()
                    .bearer(token)
                    .post(
                            "/_api/web/lists/getbytitle('Calendar')/items",
                            new JsonObject().put("Title", "first").put("EventDate", "2026-02-02T10:00:00Z"));
            for (Path file : files(client)) {
                replay(
                        Files.readString(file),
                        lab.call().bearer(token),
                        file.getFileName().toString());
            }
        }
    }

    private static void replay(String recorded, TestCall call, String name) {
        String[] halves = recorded.split("======== RESPONSE ========\n", 2);
        String[] request = halves[0].split("\n\n", 2);
        String[] response = halves[1].split("\n\n", 2);
        List<String> head = request[0].lines().toList();
        for (String line : head.subList(1, head.size())) {
            String field = line.substring(0, line.indexOf(':'));
            if (SENT.contains(field.toLowerCase(Locale.ROOT))) {
                call.header(field, line.substring(line.indexOf(':') + 1).strip());
            }
        }
        String[] target = head.get(0).split(" ", 3);
        TestCall.Answer answer = call.send(HttpMethod.valueOf(target[0]), target[1], request[1].strip());

        assertThat(answer.status())
                .as(name + " " + answer.body())
                .isEqualTo(Integer.parseInt(response[0].split(" ", 3)[1].strip().substring(0, 3)));
        for (String line : response[0].lines().skip(1).toList()) {
            assertThat(answer.headers().contains(line.substring(0, line.indexOf(':')))
                            || line.startsWith("ETag: \"2\""))
                    .as(name + ": " + line)
                    .isTrue();
        }
        if (!response[1].isBlank()) {
            boolean selects = target[1].contains("select");
            List<String> missing = missing(new JsonObject(response[1]), answer.json(), selects);
            assertThat(missing).as(name + " " + answer.body()).isEmpty();
        }
    }

    /** The members of what was recorded that an answer lacks or has of another kind. */
    private static List<String> missing(JsonObject recorded, JsonObject answered, boolean selects) {
        List<String> missing = new ArrayList<>();
        recorded.forEach(member -> {
            Object there = answered.getValue(member.getKey());
            boolean meta =
                    member.getKey().startsWith("odata.") || member.getKey().equals("value");
            if (!answered.containsKey(member.getKey())) {
                if (!selects || meta) {
                    missing.add(member.getKey());
                }
            } else if (member.getValue() instanceof JsonObject object && there instanceof JsonObject found) {
                missing.addAll(missing(object, found, selects));
            } else if (member.getValue() instanceof JsonArray array && there instanceof JsonArray found) {
                if (array.getValue(0) instanceof JsonObject first) {
                    // The stand-in wrote this into each entry. SharePoint writes it once, before them.
                    JsonObject entry = first.copy();
                    entry.remove("odata.metadata");
                    missing.addAll(missing(entry, found.getJsonObject(0), selects));
                }
            } else if (there != null
                    && !there.getClass().equals(member.getValue().getClass())) {
                missing.add(member.getKey() + " is a " + there.getClass().getSimpleName());
            }
        });
        return missing;
    }

    /** A farm that trusts a broker for high-trust add-ins, one of which is registered. */
    private static SharePointLab trusting(Path folder) {
        return trusting(new SharePointLab(folder));
    }

    /** The same lab, in which the broker is trusted and the add-in registered. */
    static SharePointLab trusting(SharePointLab lab) {
        lab.cmdlet(
                "New-SPTrustedSecurityTokenIssuer",
                "Name",
                "High trust",
                "Certificate",
                SharePointLab.base64(TestKeys.lync()),
                "RegisteredIssuerName",
                issuer(lab),
                "IsTrustBroker",
                true);
        lab.cmdlet(
                "Register-SPAppPrincipal",
                "NameIdentifier",
                ADD_IN + "@" + lab.realm(),
                "Site",
                SharePointLab.ROOT,
                "DisplayName",
                "Add-in");
        return lab;
    }

    private static String issuer(SharePointLab lab) {
        return TestTokens.LYNC.id() + "@" + lab.realm();
    }

    /** As node-sp-auth makes it: a window of 24 hours, numbers, the flag as a boolean. */
    private static String token(SharePointLab lab) {
        long now = TestClock.START.getEpochSecond();
        TestTokens token = TestTokens.alone()
                .audience("00000003-0000-0ff1-ce00-000000000000/sharepoint.contoso.com@" + lab.realm());
        token.actor()
                .claim("iss", issuer(lab))
                .claim("nameid", ADD_IN + "@" + lab.realm())
                .claim("nbf", now - 43_200)
                .claim("exp", now + 43_200)
                .claim("iat", now)
                .claim("trustedfordelegation", true);
        return token.text();
    }

    private static List<Path> files(String client) throws IOException {
        try (Stream<Path> files = Files.list(RECORDED.resolve(client))) {
            return files.sorted().toList();
        }
    }
}
