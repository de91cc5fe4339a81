package org.s2slab.authz;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests that each have an authorization server of their own. */
abstract class AuthzFixture {
    /** An application of the tenant that is none of Microsoft's, and its secret. */
    static final String APP = "6b1f5a0e-4d5e-4f10-9f3e-0d6f2f2f9c11";

    static final String SECRET = "c2VjcmV0IG9mIHRoZSBhZGQtaW4sIGxvbmc+ZW5vdWdo";

    @TempDir
    Path folder;

    RunningAuthz authz;

    @BeforeEach
    void startAuthz() {
        authz = new RunningAuthz(folder);
    }

    @AfterEach
    void stopAuthz() {
        authz.close();
    }
}
