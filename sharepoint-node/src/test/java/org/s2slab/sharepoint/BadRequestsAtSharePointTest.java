package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.BadRequests;
import org.s2slab.testing.FakePartner;

/** The fakes beside SharePoint refuse what Lync and Exchange refuse. */
class BadRequestsAtSharePointTest {
    @TempDir
    static Path folder;

    private static SharePointLab lab;

    @BeforeAll
    static void start() {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> lync() {
        return BadRequests.sentTo(BadRequests.withMeeting(target(new FakeLync(lab).server)), "UCWA");
    }

    @TestFactory
    Stream<DynamicTest> exchange() {
        return BadRequests.sentTo(target(new FakeCalendars(lab).server), "EWS", "Autodiscover by plain XML");
    }

    @Test
    void refusesAListInPlaceOfAnObject() {
        assertThat(lab.as("anna")
                        .send(HttpMethod.POST, "/sites/sales/meetings", "[]")
                        .status())
                .isEqualTo(400);
    }

    private static BadRequests.Server target(FakePartner fake) {
        return fake.target(lab.deployment.authority().root(), Map.of());
    }
}
