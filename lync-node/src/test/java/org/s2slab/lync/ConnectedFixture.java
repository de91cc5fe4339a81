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
        lab = newLab().connected();
    }

    /** A new Lync in the folder of the test. */
    LyncLab newLab() {
        return new LyncLab(folder);
    }

    @AfterEach
    void stopLab() {
        lab.close();
    }
}
