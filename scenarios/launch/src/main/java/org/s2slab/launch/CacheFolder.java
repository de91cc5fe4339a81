package org.s2slab.launch;

import java.nio.file.Path;
import java.util.Map;

/** The user's folder for files that can be created again. */
public final class CacheFolder {
    private CacheFolder() {}

    /**
     * The lab's folder in the user's cache folder: {@code %LOCALAPPDATA%} on Windows, {@code XDG_CACHE_HOME} elsewhere (XDG
     * Base Directory Specification), else the system's usual place. May not exist yet.
     */
    public static Path ofUser() {
        return of(Platform.current(), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path of(Platform platform, Map<String, String> environment, Path home) {
        boolean windows = platform.system().equals("windows");
        String named = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
        Path cache = home.getFileSystem().getPath(named);
        if (!cache.isAbsolute()) {
            cache = home.resolve(
                    windows ? "AppData/Local" : platform.system().equals("osx") ? "Library/Caches" : ".cache");
        }
        return cache.resolve("s2slab");
    }
}
