package org.s2slab.lync;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests that each have a Lync of their own, and an Exchange each trusts. */
abstract class ConnectedFixture {
    @TempDir
    Path folder;

    LyncLab lab;

    @BeforeEach
    void startLab() {
        lab = new LyncLab(folder).connected();
    }

    @AfterEach
    void stopLab() {
        lab.close();
    }
}
