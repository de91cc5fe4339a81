package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.DeploymentRegistry;
import org.s2slab.engine.deployment.DeploymentRegistry.Announcement;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.engine.run.TokenPresentation;
import org.s2slab.pki.PemFiles;
import org.s2slab.trace.TokenRedactor;
import org.s2slab.trace.TokenView;

/** {@code lab token} at a deployment that runs in which Lync and Exchange trust each other, and at other resources. */
class TokenCommandTest {
    private static final String HOME = "s2slab.home";
    private static final String CLIENT = "6b0a3a5e-8f5c-4c53-9a9b-3b3a1f0d2c11";
    private static final String FOR_ANNA = "token --from lync --to exchange --user anna@contoso.com";

    @TempDir
    static Path folder;

    private static TemporaryDeployment deployment;
    private static Announcement announced;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        System.setProperty(HOME, folder.resolve("home").toString());
        deployment = DeploymentRequest.of(new ScenarioLibrary(), null, "on-premises-trust")
                .start(Clock.systemUTC());
        announced = DeploymentRegistry.ofUser().announce(topology(), LabCommand.CLOCK.instant());
    }

    @AfterAll
    static void stop() {
        announced.close();
        deployment.close();
        System.clearProperty(HOME);
    }

    private static Deployment topology() {
        return deployment.topology();
    }

    @Test
    void printsATokenThatIsTakenAndShowsItsSignatureNowhereElse() {
        assertThat(lab(FOR_ANNA)).as(err.toString()).isZero();
        String token = out.toString().strip();
        String signature = signatureOf(token);

        assertThat(out.toString()).isEqualTo(token + "\n");
        assertThat(presented("exchange", token)).isEqualTo(200);
        assertThat(err.toString())
                .contains("token: from lync to 00000002-0000-0ff1-ce00-000000000000/exchange.contoso.com@contoso.com"
                        + " for anna@contoso.com\n")
                .contains("published at https://lync.contoso.com/metadata/json/1, which is served on 127.0.0.1:"
                        + topology().node("lync").port())
                .doesNotContain(signature);
        for (ManagedNode node : deployment.nodes()) {
            String journal = node.journal(0).await().encode();
            assertThat(journal).contains("\"hops\"").doesNotContain(signature);
        }
    }

    @Test
    void spoilsItInANamedWay() {
        assertThat(lab(FOR_ANNA + " --spoil G3")).isZero();
        String token = out.toString().strip();

        assertThat(claims(token).getString("aud")).contains("/mail.fabrikam.com@");
        assertThat(err.toString()).contains(", spoiled by G3\n");
        assertThat(presented("exchange", token)).isEqualTo(401);
    }

    @Test
    void reportsTheTrialAsOneDocumentForPrograms() {
        assertThat(lab("token --all --json --to exchange --user anna@contoso.com"))
                .as(err.toString())
                .isZero();
        JsonObject trial = new JsonObject(out.toString());
        assertThat(trial.fieldNames())
                .containsExactly("token", "before", "spoiled", "after", "conclusive", "counts", "conclusion");
        assertThat(trial.getJsonObject("before").fieldNames()).containsExactly("name", "sentence", "answer", "outcome");
        int forms = SpoilingCatalog.fitting(true).size();
        assertThat(trial.getJsonArray("spoiled")).hasSize(forms);
        assertThat(trial.getJsonObject("counts").encode())
                .isEqualTo(
                        "{\"ACCEPTED\":0,\"REFUSED\":" + forms + ",\"UNCLEAR\":0,\"LEFT_OUT\":0,\"INAPPLICABLE\":0}");
        assertThat(TokenRedactor.redact(out.toString())).isEqualTo(out.toString());
        assertThat(lab("token --json --to exchange")).isEqualTo(2);
        assertThat(err.toString()).contains("--json: needs --all");
    }

    @Test
    void presentsEverySpoiledFormToANode() {
        assertThat(lab("token --all --to exchange --user anna@contoso.com"))
                .as(out + "\n" + err)
                .isZero();

        int forms = SpoilingCatalog.fitting(true).size();
        assertThat(out.toString())
                .contains(forms + " spoiled tokens: " + forms
                        + " refused, 0 accepted, 0 unclear, 0 left out, 0 inapplicable")
                .endsWith("The resource accepts the valid token and refuses every spoiled token.\n");
        assertThat(out.toString().lines().filter(line -> line.startsWith("  valid ")))
                .hasSize(2);
        String all = out + "" + err;
        assertThat(TokenRedactor.redact(all)).isEqualTo(all);
    }

    @Test
    void reportsAResourceThatTakesEverything() throws IOException {
        assertThat(at((number, token) -> 200)).isEqualTo(1);

        assertThat(out.toString())
                .contains("  E1                 ACCEPTED 200  Somebody else's key signs, and x5t names the issuer's.\n")
                .contains("The resource accepts wrong tokens: ");
        assertThat(out.toString().lines().filter(line -> line.contains(" ACCEPTED ")))
                .hasSize(SpoilingCatalog.fitting(false).size());
    }

    @Test
    void reportsTheOneThatIsTaken() throws IOException {
        assertThat(at((number, token) -> isValid(number) || isForDottedHost(token) ? 200 : 401))
                .isEqualTo(1);

        assertThat(out.toString()).endsWith("The resource accepts wrong tokens: G3-dot.\n");
    }

    @Test
    void concludesNothingWhereTheRightTokenIsRefused() throws IOException {
        assertThat(at((number, token) -> 401)).isEqualTo(3);

        assertThat(out.toString())
                .contains("0 spoiled tokens: 0 refused")
                .contains("No conclusion: the resource does not accept the valid token.");
    }

    @Test
    void concludesNothingWhereTheRightTokenIsRefusedInTheEnd() throws IOException {
        assertThat(at((number, token) -> number == 1 ? 204 : 401)).isEqualTo(3);

        assertThat(out.toString()).contains("No conclusion: the resource no longer accepts the valid token.");
    }

    /** It fails, it sends the browser to sign in, it has enough of us, it is slow. */
    @Test
    void callsNothingARefusalThatIsNone() throws IOException {
        int[] others = {500, 302, 429, 408};
        assertThat(at((number, token) -> isValid(number) ? 200 : others[number % others.length]))
                .isEqualTo(3);

        assertThat(out.toString())
                .contains(" 0 refused, 0 accepted, "
                        + SpoilingCatalog.fitting(false).size() + " unclear")
                .contains(" unclear  500 ", " unclear  302 ", " unclear  429 ", " unclear  408 ")
                .endsWith("No spoiled token was accepted, but some responses are unclear.\n");
    }

    @Test
    void givesUpAResourceThatAnswersNoMore() throws IOException {
        assertThat(at((number, token) -> number == 1 || number == 5 ? 200 : -1)).isEqualTo(3);

        int forms = SpoilingCatalog.fitting(false).size();
        assertThat(out.toString()).contains(" 0 accepted, 3 unclear, " + (forms - 3) + " left out");
    }

    @ParameterizedTest
    @CsvSource({
        CLIENT + ", localhost@contoso.com",
        CLIENT + "/payroll.contoso.com, payroll.contoso.com@contoso.com",
        CLIENT + "/payroll.contoso.com@fabrikam.com, payroll.contoso.com@fabrikam.com",
        CLIENT + "@fabrikam.com, localhost@fabrikam.com"
    })
    void namesAResourceOfOnesOwnAsItIsTold(String audience, String rest) {
        assertThat(lab("token --to http://localhost:1/ --audience " + audience)).isZero();

        assertThat(claims(out.toString().strip()).getString("aud")).isEqualTo(CLIENT + "/" + rest);
    }

    @Test
    void writesTheCertificateThatSigns() {
        Path file = folder.resolve("lync.pem");
        assertThat(lab(FOR_ANNA + " --export " + file)).isZero();

        assertThat(PemFiles.readCertificates(file))
                .containsExactly(topology().keys().certificate("lync", "oauth").certificate());
    }

    @Test
    void signsWithTheKeyThatTheServerSignsWithNow() {
        roll("renewed");
        try {
            assertThat(lab(FOR_ANNA)).isZero();
            JsonObject actor = header(claims(out.toString().strip()).getString("actortoken"));
            assertThat(actor.getString("x5t"))
                    .isEqualTo(topology().keys().certificate("lync", "renewed").x5t());
        } finally {
            roll("oauth");
        }
    }

    private static void roll(String certificate) {
        JsonObject with = new JsonObject()
                .put("Identity", "global")
                .put("Type", "OAuthTokenIssuer")
                .put(
                        "Thumbprint",
                        topology().keys().certificate("lync", certificate).thumbprint());
        assertThat(topology()
                        .managed(topology().node("lync"))
                        .run("Set-CsCertificate", with, null)
                        .await()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void goesByTheClockOfTheCaller() {
        topology().advance(null, Duration.ofHours(20));
        try {
            assertThat(lab(FOR_ANNA)).isZero();
            assertThat(presented("exchange", out.toString().strip())).isEqualTo(200);
        } finally {
            topology().advance(null, Duration.ofHours(-20));
        }
    }

    @Test
    void startsADeploymentWhereItIsTold() {
        assertThat(lab("token --to lync --topology on-premises --at 2027-03-01"))
                .as(out + "\n" + err)
                .isZero();
        JsonObject claims = claims(out.toString().strip());
        assertThat(claims.getString("iss")).isEqualTo("00000002-0000-0ff1-ce00-000000000000@contoso.com");
        assertThat(Instant.ofEpochSecond(Long.parseLong(claims.getString("nbf"))))
                .isBetween(Instant.parse("2027-03-01T00:00:00Z"), Instant.parse("2027-03-01T01:00:00Z"));
    }

    /** Exchange Online trusts evoSTS from the start. */
    @Test
    void makesAccessTokensOfApplicationsAndPeople() {
        assertThat(lab("token --access-token --from lync --to exchange --after cross-lync-on-premises-trust"))
                .as(out + "\n" + err)
                .isZero();
        TokenView application = TokenView.of(out.toString().strip());
        assertThat(application.outer().claims().get("idtyp").asText()).isEqualTo("app");
        assertThat(application.outer().claims().get("aud").asText()).isEqualTo("https://outlook.office365.com");
        assertThat(lab("token --access-token=2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21 --to https://payroll.contoso.com/"
                        + " --user anna@contoso.com --topology cross-lync-on-premises"))
                .as(out + "\n" + err)
                .isZero();
        var claims = TokenView.of(out.toString().lines().reduce("", (first, last) -> last))
                .outer()
                .claims();
        assertThat(claims.get("scp").asText()).isEqualTo("EWS.AccessAsUser.All");
        assertThat(claims.get("upn").asText()).isEqualTo("anna@contoso.com");
        assertThat(claims.get("appid").asText()).isEqualTo("2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21");
        assertThat(claims.get("aud").asText()).isEqualTo("https://payroll.contoso.com/");
    }

    /** F5 and F9 are no faults there: an authorization server may name others than itself. */
    @Test
    void signsAsTheAuthorizationServerWhereTheResourceTrustsThat() {
        assertThat(lab("token --all --from lync --to exchange --issued-by authz --user anna@contoso.com"
                        + " --after cross-lync-on-premises-trust"))
                .as(out + "\n" + err)
                .isZero();

        int forms = SpoilingCatalog.fitting(true).size();
        assertThat(err.toString()).contains(", issued by authz\n");
        assertThat(out.toString())
                .contains(forms + " spoiled tokens: " + (forms - 2)
                        + " refused, 0 accepted, 0 unclear, 0 left out, 2 inapplicable");
    }

    @Test
    void listsEveryWayAndEveryRuleThatNoTokenBreaks() {
        assertThat(lab("token --spoil list")).isZero();

        for (SpoilingCatalog.Entry way : SpoilingCatalog.all()) {
            assertThat(out.toString()).contains("  " + way.name() + " ").contains(way.sentence());
        }
        SpoilingCatalog.NOT_BY_A_TOKEN.forEach((rule, why) ->
                assertThat(out.toString()).contains("  " + rule + " ").contains(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token | --to: missing; name the resource",
                "token --to nowhere | there is no node 'nowhere'; expected one of lync, exchange",
                "token --from nowhere --to exchange | there is no node 'nowhere'",
                "token --to exchange --spoil X1 | spoil: there is no 'X1'; ./lab token --spoil list shows them",
                "token --to exchange --spoil J2 | spoil: 'J2' is for a token with a user",
                "token --to exchange --spoil I4 | spoil: no token alone breaks rule I4: the resource's registrations",
                "token --to exchange --all --spoil G3 | --spoil: cannot be combined with --all",
                "token --to https://localhost:1/ | --audience: missing; give the client id of 'https://localhost:1/'",
                "token --to https://localhost:1/ --audience a/b/c | --audience: 'a/b/c' is not valid; expected ID, ID/HOST or ID/HOST@REALM",
                "token --to http://payroll.contoso.com/ --audience x | a token goes over the network with https only",
                "token --to ftp://localhost/ --audience x | is no http or https address",
                "token --to exchange --access-token --all | --access-token: cannot be combined with --all",
                "token --to exchange --access-token --topology on-premises | --access-token: the deployment has no authorization server",
                "token --to exchange --issued-by exchange | --issued-by: 'exchange' is not an authorization server",
                "token --to exchange --topology on-premises --deployment x | --deployment: selects a running deployment",
                "token --to exchange --at 2026-03-01 | --at: a running deployment already has its clocks"
            })
    void tellsAMistakeInASentence(String line, String sentence) {
        assertThat(lab(line)).isEqualTo(2);
        assertThat(err.toString()).contains(sentence).doesNotContain("\tat ", "Exception");
        assertThat(out.toString()).isEmpty();
    }

    /** A resource of somebody's own: the number of the request and its token, and the status; -1 is no answer. */
    private interface Resource {
        int answer(int number, String token);
    }

    /** The valid token is presented first and last. */
    private static boolean isValid(int number) {
        return number == 1 || number == SpoilingCatalog.fitting(false).size() + 2;
    }

    private static boolean isForDottedHost(String token) {
        try {
            return claims(token).encode().contains("/localhost.@");
        } catch (RuntimeException malformed) {
            return false;
        }
    }

    /** Presents every form for the application alone to a resource. */
    private int at(Resource resource) throws IOException {
        AtomicInteger number = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", request -> {
            String field = request.getRequestHeaders().getFirst("Authorization");
            int status = resource.answer(number.incrementAndGet(), field.substring("Bearer ".length()));
            if (status > 0) {
                request.sendResponseHeaders(status, -1);
            }
            request.close();
        });
        server.start();
        try {
            return lab(
                    "token --all --to http://localhost:" + server.getAddress().getPort() + "/ --audience " + CLIENT);
        } finally {
            server.stop(0);
        }
    }

    private static int presented(String node, String token) {
        ManagedNode target = topology().managed(topology().node(node));
        TokenPresentation showing =
                TokenPresentation.atResource(target.role(), token).orElseThrow();
        return topology()
                .client()
                .send(new LabHttpClient.Ask(
                        showing.method(),
                        target.address().host(),
                        target.address().port(),
                        showing.path(),
                        showing.headers(),
                        showing.body()))
                .await()
                .status();
    }

    private static String signatureOf(String token) {
        String actor = claims(token).getString("actortoken");
        return actor.substring(actor.lastIndexOf('.') + 1);
    }

    private static JsonObject claims(String token) {
        return part(token, 1);
    }

    private static JsonObject header(String token) {
        return part(token, 0);
    }

    private static JsonObject part(String token, int number) {
        String[] parts = token.split("\\.", -1);
        return new JsonObject(new String(Base64.getUrlDecoder().decode(parts[number]), StandardCharsets.UTF_8));
    }

    private int lab(String line) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), line.split(" ", -1));
    }
}
