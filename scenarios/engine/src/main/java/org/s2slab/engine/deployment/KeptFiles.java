package org.s2slab.engine.deployment;

import java.nio.file.Path;

/** Where files lie that runs share and that can be made again. */
public final class KeptFiles {
    private KeptFiles() {}

    /**
     * The folder of a purpose: below the checkout's build folder where it is known, else in the user's cache folder (XDG Base
     * Directory Specification), where nobody else can put anything.
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
