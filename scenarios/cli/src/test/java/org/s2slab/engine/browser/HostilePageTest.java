package org.s2slab.engine.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.junit.LabHop;
import org.s2slab.junit.LabPerson;
import org.s2slab.junit.embedded.EmbeddedLab;
import org.s2slab.management.AdministratorCredential;

/**
 * A Chromium that keeps a password for a node opens a page of another site. Whatever that page has it send, a form, a
 * fetch, a request under a name that leads to the node, does nothing; the node's own page goes on working.
 */
@ExtendWith(NeedsChromium.class)
class HostilePageTest {
    private static final String HOSTILE = "http://attacker.example";
    private static final String REBOUND = "rebound.attacker.example";

    private static final String CMDLET = "/cmdlets/New-ManagementRoleAssignment";
    private static final String ROLE = "\"Role\": \"ApplicationImpersonation\", \"User\": \"bert@contoso.com\"";

    private static final String FETCH = "([url, mode, body, type]) => fetch(url, {method: 'POST', mode, body,"
            + " credentials: 'include', headers: {'Content-Type': type}}).then(r => r.status, e => -1)";

    private static final String FORM = "([url, body]) => { const form = document.createElement('form');"
            + " form.method = 'post'; form.enctype = 'text/plain'; form.action = url;"
            + " const field = document.createElement('input'); field.name = body + ', \"x\": \"'; field.value = '\"}';"
            + " form.append(field); document.body.append(form); form.submit(); }";

    private static final Vertx VERTX = Vertx.vertx();
    private static EmbeddedLab lab;
    private static HttpServer hostile;

    /** A way into a node: where, as whom, what the hostile page wants done there, and whether it was. */
    private record Way(
            NodeAddress node, String host, int port, String user, String password, String read, String path) {
        String url(String below) {
            return "https://" + host + ":" + port + below;
        }
    }

    @BeforeAll
    static void start() {
        lab = EmbeddedLab.start("on-premises", "");
        hostile = VERTX.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "text/html")
                        .end("<!doctype html><title>Kittens</title><p>Kittens."))
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterAll
    static void stop() {
        lab.close();
        VERTX.close().await();
    }

    @Test
    void doesNothingAtTheManagementPort() {
        NodeAddress exchange = address("exchange");
        Way way = new Way(
                exchange,
                "localhost",
                exchange.managementPort(),
                AdministratorCredential.USER,
                exchange.administratorPassword(),
                "/cmdlets",
                CMDLET);

        attack(
                way,
                "{" + ROLE + "}",
                "{" + ROLE,
                () -> lab.cmdlets("exchange").run("Get-ManagementRoleAssignment").objects().stream()
                        .anyMatch(found -> String.valueOf(found).contains("bert@contoso.com")));
    }

    @Test
    void doesNothingAtAPersonsInterface() {
        NodeAddress lync = address("lync");
        LabPerson anna = lab.person("anna@contoso.com");
        Way way = new Way(
                lync, lync.host(), lync.port(), anna.upn(), anna.password(), "/users/me/groups", "/users/me/groups");

        attack(way, "{\"name\": \"Hostile\"}", "{\"name\": \"Hostile\"", () -> false);
    }

    private void attack(Way way, String body, String beginning, BooleanSupplier done) {
        try (Browser browser = browserOf(way)) {
            Page page = browser.page;
            assertThat(page.navigate(way.url(way.read())).status())
                    .as("a typed address")
                    .isEqualTo(200);
            lab.journal().beginAnew();

            page.navigate(HOSTILE);
            assertThat(page.evaluate(FETCH, List.of(way.url(way.path()), "no-cors", body, "text/plain")))
                    .isIn(0, -1);
            assertThat(refusals()).as("fetch").containsExactly("A12");
            Response answer = page.waitForResponse(
                    way.url(way.path()), () -> page.evaluate(FORM, List.of(way.url(way.path()), beginning)));
            assertThat(answer.status()).as("a form").isEqualTo(403);
            // Until the page has arrived there, another navigation would be interrupted.
            page.waitForURL(way.url(way.path()));
            assertThat(refusals()).as("a form").containsExactly("A12", "A12");

            String rebound = "https://" + REBOUND + ":" + way.port();
            assertThat(page.navigate(rebound + way.read()).status())
                    .as("rebinding")
                    .isEqualTo(421);
            assertThat(page.evaluate(FETCH, List.of(rebound + way.path(), "cors", body, "application/json")))
                    .as("rebinding")
                    .isEqualTo(421);
            assertThat(refusals()).as("rebinding").containsOnly("A12", "A11");
            assertThat(done.getAsBoolean()).isFalse();

            page.navigate(way.url(way.read()));
            assertThat((int) page.evaluate(FETCH, List.of(way.url(way.path()), "cors", body, "application/json")))
                    .as("a page of the node's own")
                    .isBetween(200, 201);
        }
    }

    private static Browser browserOf(Way way) {
        String rules = Stream.of(
                        "MAP attacker.example 127.0.0.1:" + hostile.actualPort(),
                        "MAP " + REBOUND + " 127.0.0.1",
                        "MAP " + way.host() + " 127.0.0.1")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        return new Browser(
                new NewContextOptions()
                        .setHttpCredentials(way.user(), way.password())
                        .setIgnoreHTTPSErrors(true),
                HOSTILE,
                List.of("--host-resolver-rules=" + rules));
    }

    private static List<String> refusals() {
        return lab.journal().hops().stream()
                .filter(hop -> hop.rule() != null)
                .map(LabHop::rule)
                .toList();
    }

    private static NodeAddress address(String node) {
        return lab.topology().managed(lab.topology().node(node)).address();
    }
}
