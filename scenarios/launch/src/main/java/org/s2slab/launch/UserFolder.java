package org.s2slab.launch;

import java.nio.file.Path;
import java.util.Map;

/** The folder of the user's files that cannot be created again, such as the history of the shell. */
public final class UserFolder {
    private UserFolder() {}

    /**
     * A file in the folder, which may not exist yet: {@code %LOCALAPPDATA%\s2slab} on Windows,
     * {@code $XDG_STATE_HOME/s2slab} if this variable is set (XDG Base Directory Specification), otherwise
     * {@code .s2slab} in the user's home.
     */
    public static Path file(String name) {
        return ofUser(Platform.current(), System.getenv(), Path.of(System.getProperty("user.home")))
                .resolve(name);
    }

    static Path ofUser(Platform platform, Map<String, String> environment, Path home) {
        boolean windows = platform.system().equals("windows");
        Path named =
                home.getFileSystem().getPath(environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME", ""));
        return named.isAbsolute() ? named.resolve("s2slab") : home.resolve(".s2slab");
    }
}
