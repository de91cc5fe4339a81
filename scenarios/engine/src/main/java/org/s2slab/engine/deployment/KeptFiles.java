package org.s2slab.engine.deployment;

import java.nio.file.Path;

/** The folder of files that runs share and that can be created again, such as key pairs. */
public final class KeptFiles {
    private KeptFiles() {}

    /**
     * The folder for a purpose: in the checkout's build folder if that is known, else in the user's cache folder (XDG
     * Base Directory Specification), which other users cannot write.
     */
    public static Path folder(String purpose) {
        String root = System.getProperty("s2slab.root");
        if (root != null) {
            return Path.of(root, "target", purpose);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null || !Path.of(cache).isAbsolute()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cache);
        return base.resolve("s2slab").resolve(purpose);
    }
}
