package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.testing.Canary;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenView;
import org.s2slab.trace.TraceParent;

/** What a node journals, logs and tells its administrator holds no signature, in whatever field it was. */
class RedactedSurfacesTest extends StartedNode {
    private static final List<String> FORMS = List.of(
            Canary.TOKEN,
            Canary.wrapped(),
            Canary.TOKEN.replace(".", "%2E"),
            Canary.TOKEN.replace(".", "\\u002e"),
            Canary.base64("password of " + Canary.TOKEN));

    @Test
    void noFieldOfTheJournalShowsASignature() {
        for (String form : FORMS) {
            var user = new UserIdentifiers(form, form, form, form);
            var opened = new TokenInspection(
                    TokenView.of(Canary.wrapped()),
                    List.of(CheckedRule.refused("G3", form, Finding.of(form, form)), CheckedRule.held("G2", form)));
            for (HopDetail detail : details(form)) {
                node.journal()
                        .record(
                                HopKind.REFUSED,
                                form,
                                new CallContext(user, TraceParent.start(IdGenerator.seeded(1)), form),
                                form,
                                detail,
                                form,
                                () -> opened);
            }
        }

        String hops = admin().get("/hops").body();

        assertThat(hops).contains("\"kind\":\"REFUSED\"", "\"checks\"", "\"token\"");
        assertThat(Canary.isIn(hops)).isFalse();
        assertThat(Canary.isIn(String.valueOf(node.journal().since(0, null)))).isFalse();
    }

    /** One of each kind. */
    private static List<HopDetail> details(String form) {
        return List.of(
                new HopDetail.Call(form, form),
                new HopDetail.TokenFor(form),
                new HopDetail.Metadata(form),
                new HopDetail.Failure(FailureCause.REFUSED, form, form, 401, form, form),
                Finding.of(form, form).about(form));
    }

    @Test
    void noPartOfARequestOnTheWireShowsASignature() {
        for (String form : FORMS) {
            call().header("Authorization", "Bearer " + form)
                    .header("X-Any", form)
                    .header("Cookie", "a=" + form)
                    .get("/partners?any=" + form.replace("\\", "%5C"));
            call().basic("anna@contoso.com", form).get("/people");
            call().post("/echo", new JsonObject().put(form, List.of("and " + form)));
        }

        String wire = admin().get("/wire").body();

        assertThat(wire).contains("POST /echo HTTP/1.1", "HTTP/1.1 200 OK", "X-Any: ", "(password, not shown)");
        assertThat(Canary.isIn(wire)).isFalse();
        assertThat(Canary.isIn(String.valueOf(node.journal().wire().of(null)))).isFalse();
    }

    @Test
    void noExaminationShowsASignature() {
        for (String token : List.of(Canary.TOKEN, Canary.wrapped())) {
            var answer = admin().post(
                            "/examine", new JsonObject().put("token", token).put("host", HOST));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Canary.isIn(answer.body())).isFalse();
        }
    }

    @Test
    void whatATokenSaysStays() {
        assertThat(TokenView.of(Canary.wrapped()).json().encode())
                .contains("\"of\":[\"" + Canary.CONTENT + ".…\"]")
                .contains("\"alg\":\"none\"");
    }

    @Test
    void noLineOfTheLogShowsASignature() throws JoranException {
        LoggerContext context = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(RedactedSurfacesTest.class.getResource("/logback.xml"));
        var logger = context.getLogger(ch.qos.logback.classic.Logger.ROOT_LOGGER_NAME);
        var appender = (ConsoleAppender<ILoggingEvent>) logger.getAppender("console");
        for (String form : FORMS) {
            var failure = new IllegalStateException("outer " + form, new IllegalArgumentException(form));
            var event = new LoggingEvent("here", logger, Level.ERROR, "of {}", failure, new Object[] {form});

            String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);

            assertThat(line).contains("ERROR", "of ", "IllegalArgumentException", "RedactedSurfacesTest.java");
            assertThat(Canary.isIn(line)).isFalse();
        }
        context.stop();
    }
}
