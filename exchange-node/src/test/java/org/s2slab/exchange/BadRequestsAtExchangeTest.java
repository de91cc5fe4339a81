package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.BadRequests;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestTls;

/** What Exchange refuses, and that the fake Lync beside it refuses what Lync refuses. */
class BadRequestsAtExchangeTest {
    @TempDir
    static Path folder;

    private static RunningExchange exchange;

    @BeforeAll
    static void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.configureLync();
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @TestFactory
    Stream<DynamicTest> exchange() {
        return BadRequests.sentTo(exchange.target(), "EWS", "Autodiscover by SOAP", "Autodiscover by plain XML");
    }

    @TestFactory
    Stream<DynamicTest> fakeLync() {
        assertThat(new FakeConferencing(exchange).isEmpty()).isTrue();
        var fake = exchange.lync.target(TestTls.authority().root(), Map.of());
        return BadRequests.sentTo(BadRequests.withMeeting(fake), "UCWA");
    }

    @Test
    void refusesAListInPlaceOfAnObject() {
        var anna = exchange.call().basic("anna@contoso.com", TestDeployment.PASSWORD);

        assertThat(anna.send(HttpMethod.POST, "/owa/meetings", "[]").status()).isEqualTo(400);
    }
}
