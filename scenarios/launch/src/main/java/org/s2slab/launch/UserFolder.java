package org.s2slab.launch;

import java.nio.file.Path;
import java.util.Map;

/** The folder of what a user made and cannot be created again, such as the history of the shell. */
public final class UserFolder {
    private UserFolder() {}

    /**
     * A file in the folder: {@code %LOCALAPPDATA%\s2slab} on Windows, {@code $XDG_STATE_HOME/s2slab} where the variable
     * is set (XDG Base Directory Specification), else {@code .s2slab} in the user's home. May not exist yet.
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
