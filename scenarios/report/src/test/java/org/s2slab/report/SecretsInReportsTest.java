package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.UserAccount;

/**
 * Scenarios that hand secrets, passwords and tokens about, write them where they do not belong, and fail, so that answers which
 * hold them are told.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsInReportsTest {
    private static final String SECRET = "panel/secret & of <42> letters and digits-00001";
    private static final String WRONG_PASSWORD = "hunter2";
    private static final String NEVER_PLAYED = "never-played secret of many letters";
    private static final String OF_THE_BUNDLED = "panel-secret-of-42-letters-and-digits-00001";

    private static final Pattern TOKEN =
            Pattern.compile("([A-Za-z0-9_-]{4,})\\.([A-Za-z0-9_-]{4,})\\.([A-Za-z0-9_-]*)");
    private static final Pattern MADE = Pattern.compile("not supplied ([^\\s\"'\\]]+)");
    private static final Pattern BEARER =
            Pattern.compile("(?i)\\b(?:Bearer|Basic) (?![a-z_]+=\\W)([A-Za-z0-9+/=._~-]{9,})");

    private RunReport run;
    private Map<ReportFormat, String> written;

    @BeforeAll
    void play(@TempDir Path folder) {
        run = Performance.of(
                folder,
                Performance.file(folder, "given", GIVEN.formatted(SECRET, NEVER_PLAYED)),
                Performance.file(folder, "made", MADE_FOR_IT),
                Performance.file(folder, "tokens", TOKENS),
                Performance.file(folder, "passwords", PASSWORDS.formatted(WRONG_PASSWORD)),
                "secret-instead-of-key",
                "assertion-misused",
                "modern-authentication",
                "attendee-outside");
        written = Performance.written(run);
    }

    private static final String GIVEN = """
            scenario: given
            shows: A secret is %1$s.
            topology: online
            after: online-trust
            steps:
              - do: "An application gets the secret %1$s"
                on: authz
                run: New-MsolServicePrincipal
                with: {TenantId: contoso.com, DisplayName: Panel, AppPrincipalId: 7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c1, Type: Password, Value: '%1$s'}
              - do: It gets a token, which is told because another answer is expected
                call: "authz POST /${tenants.contoso.id}/tokens/OAuth/2"
                form:
                  grant_type: client_credentials
                  client_id: "7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c1@${tenants.contoso.id}"
                  client_secret: '%1$s'
                  resource: "00000002-0000-0ff1-ce00-000000000000/outlook.office365.com@${tenants.contoso.id}"
                expect: {status: 200, body: {access_token: another, expires_in: '%1$s'}}
              - do: "Nobody comes here with %1$s, nor with %2$s"
                on: authz
                run: New-MsolServicePrincipalCredential
                with: {TenantId: contoso.com, AppPrincipalId: 7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c1, Value: %2$s}
            """;

    private static final String MADE_FOR_IT = """
            scenario: made
            shows: A secret that was made is told, because no warning is expected.
            topology: online
            steps:
              - do: An application gets a secret that is made for it
                on: authz
                run: New-MsolServicePrincipal
                with: {TenantId: contoso.com, DisplayName: Other, AppPrincipalId: 7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c2}
                expect: {warnings: []}
            """;

    private static final String TOKENS = """
            scenario: tokens
            shows: A token is written where it does not belong.
            topology: on-premises
            after: on-premises-trust
            steps:
              - do: Somebody makes a token that would be taken
                forge: {outer: {user: anna@contoso.com}, actor: {issuer: lync}}
                for: exchange
                as: forged
              - do: It is taken
                present: {to: exchange, token: "${forged.token}"}
                expect: {status: 200}
              - do: It is in an address, and looked for in a header and in a body
                call: "exchange GET /EWS/Exchange.asmx?token=${forged.token}"
                headers: {Authorization: "Bearer ${forged.token}"}
                expect: {status: 204, body: "${forged.token}", headers: {X-No-Such: "Bearer ${forged.token}"}}
            """;

    private static final String PASSWORDS = """
            scenario: passwords
            shows: Passwords are typed.
            topology: on-premises
            steps:
              - do: "Anna types %1$s"
                on: lync
                run: Test-CsUnifiedContactStore
                with: {UserSipAddress: "sip:anna@contoso.com", TargetFqdn: lync.contoso.com, UserCredential: "anna@contoso.com:%1$s"}
                expect: {error: "%1$s"}
            """;

    @Test
    void noSecretThatIsGivenToACmdletOrAFormIsInAnyForm() {
        for (String secret : List.of(SECRET, NEVER_PLAYED, OF_THE_BUNDLED)) {
            assertThat(told()).as("what was played").contains(secret);
            nowhere(secret);
            nowhere(secret.substring(secret.length() - 20));
        }
    }

    @Test
    void noSecretThatAServerMadeIsInAnyForm() {
        Set<String> made = found(MADE, 1, told());

        assertThat(made).isNotEmpty();
        made.forEach(this::nowhere);
    }

    @Test
    void noPasswordIsInAnyForm() {
        assertThat(told()).contains(WRONG_PASSWORD);
        nowhere(WRONG_PASSWORD);
        run.results().stream()
                .flatMap(result -> result.plan().people().stream())
                .map(UserAccount::password)
                .forEach(this::nowhere);
    }

    @Test
    void noTokenThatWasMadeOrIssuedIsInAnyForm() {
        Set<String> tokens = found(TOKEN, 0, told()).stream()
                .filter(SecretsInReportsTest::isToken)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tokens).as("what was played").hasSizeGreaterThan(3);
        tokens.forEach(this::nowhere);
        written.forEach((format, text) ->
                assertThat(found(TOKEN, 0, text)).as("%s", format).noneMatch(SecretsInReportsTest::isToken));
    }

    @Test
    void nothingThatAServerWouldTakeAsACredentialIsInAnyForm() {
        assertThat(found(BEARER, 1, told())).as("what was played").isNotEmpty();
        written.forEach((format, text) ->
                assertThat(found(BEARER, 1, text)).as("%s", format).isEmpty());
    }

    @Test
    void whatIsNoSecretStays() {
        assertThat(written.get(ReportFormat.HTML))
                .contains("New-MsolServicePrincipal", "7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c1", "-Value '•••'", "client");
        assertThat(written.get(ReportFormat.JSON)).contains("An application gets the secret •••");
    }

    /** Every parameter that a cmdlet calls a credential is known as one that holds a secret. */
    @Test
    void knowsTheParametersThatHoldSecrets() throws Exception {
        Path cmdlets = Path.of(System.getProperty("s2slab.root"), "docs/generated/cmdlets.md");
        Set<String> credentials =
                found(Pattern.compile("\\| -(\\w+)[^|]*\\| CREDENTIAL"), 1, Files.readString(cmdlets));

        assertThat(credentials).contains("Password", "UserCredential", "Value");
        for (String parameter : credentials) {
            JsonObject fields = new JsonObject()
                    .put("on", "lync")
                    .put("run", "Set-It")
                    .put("with", new JsonObject().put(parameter, "s3cr3t-value"));
            Map<ReportFormat, String> told = Performance.written(Invented.run(fields, "says s3cr3t-value"));
            told.forEach((format, text) ->
                    assertThat(text).as("%s, %s", format, parameter).doesNotContain("s3cr3t-value"));
            assertThat(told.get(ReportFormat.HTML)).contains("lync&gt; Set-It -" + parameter + " '•••'", "says •••");
        }
    }

    /** Everything that happened, as no report tells it. */
    private String told() {
        return run.results().stream()
                .flatMap(result -> Stream.concat(
                        Stream.of(result.scenario().toString()),
                        result.steps().stream().map(step -> step.fields().encode() + step.problems())))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether its first part is a header of a token. */
    private static boolean isToken(String text) {
        try {
            String header = text.substring(0, text.indexOf('.'));
            return new JsonObject(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                    .containsKey("alg");
        } catch (DecodeException | IllegalArgumentException e) {
            return false;
        }
    }

    private void nowhere(String secret) {
        written.forEach((format, text) -> assertThat(text.contains(secret))
                .as("%s holds '%s'", format, secret)
                .isFalse());
    }
}
