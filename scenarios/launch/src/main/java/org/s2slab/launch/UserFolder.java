package org.s2slab.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The folder of the user's files that cannot be created again, such as the history of the shell. */
public final class UserFolder {
    /** Whether the user was told that the files are in the cache folder. */
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private UserFolder() {}

    /**
     * A file in the folder, which may not exist yet: {@code %LOCALAPPDATA%\s2slab} on Windows,
     * {@code $XDG_STATE_HOME/s2slab} if this variable is set (XDG Base Directory Specification), otherwise
     * {@code .s2slab} in the user's home. If this folder cannot be written, the file is in the {@link CacheFolder}, and a
     * sentence on the standard error stream says so once.
     */
    public static Path file(String name) {
        Path folder = ofUser(Platform.current(), System.getenv(), Path.of(System.getProperty("user.home")));
        if (isWritable(folder)) {
            return folder.resolve(name);
        }
        Path other = CacheFolder.of("state");
        if (!TOLD.getAndSet(true)) {
            System.err.println(
                    "The folder " + folder + " cannot be written. The list of running deployments, the history"
                            + " and the progress of lessons are in " + other + ", and are lost with it.");
        }
        return other.resolve(name);
    }

    /** Whether files can be written to a folder, which may not exist yet. */
    static boolean isWritable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }

    static Path ofUser(Platform platform, Map<String, String> environment, Path home) {
        boolean windows = platform.system().equals("windows");
        Path named =
                home.getFileSystem().getPath(environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME", ""));
        return named.isAbsolute() ? named.resolve("s2slab") : home.resolve(".s2slab");
    }
}
