package org.s2slab.launch;

import java.nio.file.Path;
import java.util.Map;

/** The folders of files that several runs share, such as key pairs. The files can be created again. */
public final class CacheFolder {
    /** The fix if this folder and {@link UserFolder} cannot be used. */
    public static final String FIX = Platform.current().system().equals("windows")
            ? "set the environment variable LOCALAPPDATA to a folder of your own"
            : "set the environment variables XDG_CACHE_HOME and XDG_STATE_HOME to folders of your own";

    /** The environment variable with the folder that the lab uses instead of the user's cache folder. */
    private static final String VARIABLE = "S2SLAB_CACHE";

    private CacheFolder() {}

    /**
     * The folder for a purpose, which may not exist yet. It is in the checkout's build folder if there is a checkout,
     * otherwise in {@code S2SLAB_CACHE}, or else in the user's cache folder. Other users cannot write to this folder. The
     * user's cache folder is {@code %LOCALAPPDATA%} on Windows and {@code XDG_CACHE_HOME} on other systems (XDG Base
     * Directory Specification), or the system's default folder. A path that is not absolute is ignored.
     */
    public static Path of(String purpose) {
        String root = System.getProperty("s2slab.root");
        return root != null
                ? Path.of(root, "target", purpose)
                : ofUser(Platform.current(), System.getenv(), Path.of(System.getProperty("user.home")))
                        .resolve(purpose);
    }

    static Path ofUser(Platform platform, Map<String, String> environment, Path home) {
        Path own = home.getFileSystem().getPath(environment.getOrDefault(VARIABLE, ""));
        if (own.isAbsolute()) {
            return own;
        }
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
