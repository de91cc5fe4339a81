package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.BadRequests;
import org.s2slab.testing.TestCall;

/** What Lync refuses, and that the fake Exchange beside it refuses what Exchange refuses. */
class BadRequestsAtLyncTest {
    @TempDir
    static Path folder;

    private static LyncLab lab;

    @BeforeAll
    static void start() {
        lab = new LyncLab(folder).connected();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> lync() {
        return BadRequests.sentTo(BadRequests.withMeeting(lab.target()), "UCWA");
    }

    @TestFactory
    Stream<DynamicTest> fakeExchange() {
        return BadRequests.sentTo(lab.fake(), "EWS", "Autodiscover by SOAP");
    }

    @Test
    void refusesAListInPlaceOfAnObject() {
        TestCall anna = lab.call("lync.contoso.com").basic("anna@contoso.com", LyncLab.PASSWORD);

        assertThat(anna.send(HttpMethod.POST, "/users/me/contacts", "[]").status())
                .isEqualTo(400);
    }
}
