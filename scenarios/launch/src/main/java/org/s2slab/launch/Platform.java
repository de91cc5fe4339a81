package org.s2slab.launch;

import java.util.Locale;

/**
 * An operating system with a processor architecture.
 *
 * @param system linux, osx or windows, otherwise Java's name of the system
 * @param architecture x86_64 or aarch_64, otherwise Java's name of the architecture
 */
public record Platform(String system, String architecture) {
    /** The platform of this JVM. */
    public static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String name, String architecture) {
        String system = name.toLowerCase(Locale.ROOT);
        String processor = architecture.toLowerCase(Locale.ROOT);
        return new Platform(
                system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "windows" : system,
                switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch_64";
                    default -> processor;
                });
    }

    /** The platform as a classifier of Maven artifacts with native code, for example {@code linux-x86_64}. */
    public String classifier() {
        return system + "-" + architecture;
    }
}
