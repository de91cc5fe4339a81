package org.s2slab.engine.deployment;

import java.nio.file.Path;
import org.s2slab.launch.CacheFolder;

/** The folder of files that runs share and that can be created again, such as key pairs. */
public final class KeptFiles {
    private KeptFiles() {}

    /**
     * The folder for a purpose: in the checkout's build folder if that is known, else in the user's cache folder, which
     * other users cannot write.
     */
    public static Path folder(String purpose) {
        String root = System.getProperty("s2slab.root");
        return root != null
                ? Path.of(root, "target", purpose)
                : CacheFolder.ofUser().resolve(purpose);
    }
}
