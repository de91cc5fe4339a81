package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.LOGIN;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.TokenView;

/**
 * Replays the requests of each mode of Microsoft's script ConfigureExchangeHybridApplication, as the table
 * {@code graph/script.txt} lists them.
 */
class GraphScriptTest extends AuthzFixture {
    private static final SigningKey KEY = TestKeys.named("Exchange hybrid");

    private static final String GLOBAL = "62e90394-69f5-4237-9190-012177145e10";
    private static final String OTHER = "6b1f5a0e-4d5e-4f10-9f3e-0d6f2f2f9c12";

    private final Map<String, String> known = new HashMap<>();
    private GraphCaller administrator;

    /** One request of the table, with its expected status and the members that later requests need. */
    private record Row(String mode, String method, String path, String body, int status, String kept) {
        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            String[] request = cells[1].strip().split(" ", 2);
            return new Row(
                    cells[0].strip(),
                    request[0],
                    request[1],
                    cells[2].strip(),
                    Integer.parseInt(cells[3].strip()),
                    cells[4].strip());
        }
    }

    @BeforeEach
    void start() {
        administrator = GraphCaller.with(
                authz,
                CONTOSO,
                APP,
                "Application.ReadWrite.All",
                "AppRoleAssignment.ReadWrite.All",
                "Directory.Read.All");
        known.put("caller", administrator.id());
        known.put("certificate", CertificateEncoding.text(KEY.certificate()));
        known.put("second", CertificateEncoding.text(TestKeys.exchange().certificate()));
        authz.upload(CONTOSO, EXCHANGE, TestKeys.exchange());
    }

    @Test
    void everyModeOfTheScriptWorks() {
        play("create", "certificate", "consent");

        // What the script has made survives a restart, and Exchange Online accepts the application.
        authz.restart();
        String assertion = new LibraryAssertion(kept("appId"), KEY).text();
        TestCall.Answer token = authz.form(
                authz.call(LOGIN),
                "/" + CONTOSO + "/oauth2/v2.0/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", kept("appId"),
                        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion", assertion,
                        "scope", "https://outlook.office365.com/.default"));
        assertThat(token.status()).as(token.body()).isEqualTo(200);
        var claims =
                TokenView.of(token.json().getString("access_token")).outer().claims();
        assertThat(claims.get("roles").toString()).isEqualTo("[\"full_access_as_app\"]");

        play("reset-one", "reset", "graph-only", "permissions", "delete");
        assertThat(authz.attempt("Get-MsolServicePrincipal", principal()).status())
                .isEqualTo(404);
    }

    /** The older script reads its user with {@code me}, the newer one from the claims of the access token. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aGlobalAdministratorSignsInAndPlaysEveryMode(boolean isOlder) {
        JsonObject tokens =
                isOlder ? SignIn.byCode(authz, SignIn.ADMINISTRATOR) : SignIn.byDevice(authz, SignIn.ADMINISTRATOR);
        administrator = person(tokens, GLOBAL);

        JsonNode identity = claims(tokens, "id_token");
        assertThat(identity.get("tid").textValue()).isEqualTo(CONTOSO);
        // The browser sent this nonce. The code of a device has none.
        assertThat(identity.path("nonce").asText()).isEqualTo(isOlder ? "67890" : "");
        play("me", "create", "certificate", "consent", "reset-one", "reset", "graph-only", "permissions", "delete");
        assertThat(administrator.get("me").json().getString("displayName"))
                .isEqualTo("Name of " + SignIn.ADMINISTRATOR);
    }

    /** The script stops with 403 at the first request that only a Global Administrator may send. */
    @Test
    void anApplicationAdministratorDoesNotResetTheKeysOfTheFirstParty() {
        administrator = person(SignIn.byDevice(authz, SignIn.LESSER), "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3");
        play("create", "certificate", "consent");
        GraphCaller lesser = administrator;
        administrator = GraphCaller.with(authz, CONTOSO, OTHER, "Application.Read.All");
        String before = administrator.everything();

        for (Row row : rows()) {
            boolean isGlobal = row.mode().startsWith("reset")
                    || (row.mode().equals("graph-only") && row.path().contains("appRoleAssignments"));
            if (isGlobal && !row.method().equals("GET")) {
                TestCall.Answer answer = send(lesser, row);
                assertThat(answer.status()).as(row + ": " + answer.body()).isEqualTo(403);
                assertThat(answer.json().getJsonObject("error").getString("code"))
                        .isEqualTo("Authorization_RequestDenied");
            } else if (row.mode().equals("graph-only") && row.method().equals("GET")) {
                keep(row, send(lesser, row), !row.path().contains("appRoleAssignments"));
            }
        }
        assertThat(administrator.everything()).isEqualTo(before);
    }

    @Test
    void whatTheScriptMakesIsWhatTheCmdletsShow() {
        play("create", "certificate");

        JsonObject shown = authz.run(
                        "Get-MgServicePrincipal",
                        new JsonObject().put("TenantId", CONTOSO).put("ServicePrincipalId", kept("principal")))
                .getJsonObject(0);
        assertThat(shown.getString("AppId")).isEqualTo(kept("appId"));
        assertThat(shown.getJsonArray("KeyCredentials")).hasSize(2);
        authz.run("Remove-MsolServicePrincipal", principal());
        assertThat(administrator.get("applications/" + kept("app")).status()).isEqualTo(404);
    }

    /** A caller who may only read gets 403 for everything that the script changes, and nothing is changed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyChangeNeedsItsPermission(boolean isPerson) {
        GraphCaller reader = isPerson
                ? GraphCaller.of(authz, SignIn.token(authz, "anna@contoso.com"), "")
                : GraphCaller.with(authz, CONTOSO, OTHER, "Application.Read.All", "Domain.Read.All");
        play("create", "certificate", "consent");
        String before = administrator.everything();

        for (Row row : rows()) {
            if (!row.method().equals("GET") && row.status() < 300) {
                TestCall.Answer answer = send(reader, row);
                assertThat(answer.status()).as(row + ": " + answer.body()).isEqualTo(403);
                assertThat(answer.json().getJsonObject("error").getString("code"))
                        .isEqualTo("Authorization_RequestDenied");
                assertThat(answer.json().getJsonObject("error").getString("message"))
                        .isEqualTo("Insufficient privileges to complete the operation.");
            }
        }

        assertThat(administrator.everything()).isEqualTo(before);
        assertThat(authz.hops("REFUSED")).isNotEmpty();
    }

    /** A person who signed in, and of whose access token the newer script reads {@code oid} and {@code wids}. */
    private GraphCaller person(JsonObject tokens, String role) {
        JsonNode claims = claims(tokens, "access_token");
        assertThat(claims.get("wids").toString()).isEqualTo("[\"" + role + "\"]");
        String id = claims.get("oid").textValue();
        known.put("caller", id);
        return GraphCaller.of(authz, tokens.getString("access_token"), id);
    }

    private static JsonNode claims(JsonObject tokens, String token) {
        return TokenView.of(tokens.getString(token)).outer().claims();
    }

    private String kept(String name) {
        return Objects.requireNonNull(known.get(name), name);
    }

    private JsonObject principal() {
        return new JsonObject().put("TenantId", CONTOSO).put("AppPrincipalId", kept("appId"));
    }

    private void play(String... modes) {
        for (Row row : rows()) {
            if (List.of(modes).contains(row.mode())) {
                TestCall.Answer answer = send(administrator, row);
                assertThat(answer.status()).as(row + ": " + answer.body()).isEqualTo(row.status());
                keep(row, answer, true);
            }
        }
    }

    private TestCall.Answer send(GraphCaller caller, Row row) {
        return caller.send(row.method(), filled(row.path()), filled(row.body()));
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> one : known.entrySet()) {
            filled = filled.replace("<" + one.getKey() + ">", one.getValue());
        }
        return filled;
    }

    /** Keeps {@code name=path} of a response, and checks {@code path?value}. */
    private void keep(Row row, TestCall.Answer answer, boolean isExpected) {
        for (String rule : row.kept().isEmpty() ? new String[0] : row.kept().split(" ", -1)) {
            if (!isExpected) {
                continue;
            }
            if (rule.contains("?")) {
                String path = rule.substring(0, rule.indexOf('?'));
                assertThat(at(answer.json(), path))
                        .as(row + ": " + answer.body())
                        .isEqualTo(filled(rule.substring(rule.indexOf('?') + 1)));
            } else {
                known.put(
                        rule.substring(0, rule.indexOf('=')), at(answer.json(), rule.substring(rule.indexOf('=') + 1)));
            }
        }
    }

    /** The text at a path; of a list with the last word {@code size}, its size. */
    private static String at(JsonObject json, String path) {
        Object found = json;
        for (String word : path.split("\\.", -1)) {
            if (found instanceof JsonArray list) {
                found = word.equals("size") ? Integer.valueOf(list.size()) : list.getValue(Integer.parseInt(word));
            } else {
                found = Objects.requireNonNull((JsonObject) found).getValue(word);
            }
        }
        return found instanceof JsonArray list ? list.encode() : String.valueOf(found);
    }

    private static List<Row> rows() {
        try (InputStream table =
                Objects.requireNonNull(GraphScriptTest.class.getResourceAsStream("/graph/script.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
