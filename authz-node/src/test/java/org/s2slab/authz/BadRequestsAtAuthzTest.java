package org.s2slab.authz;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.BadRequests;

/** What the authorization server denies, and so its fake. */
class BadRequestsAtAuthzTest {
    @TempDir
    static Path folder;

    private static RunningAuthz authz;

    @BeforeAll
    static void start() {
        authz = new RunningAuthz(folder);
        authz.uploadLyncKey();
    }

    @AfterAll
    static void stop() {
        authz.close();
    }

    @TestFactory
    Stream<DynamicTest> authorizationServer() {
        return BadRequests.sentTo(authz.target(), "OAuth");
    }
}
