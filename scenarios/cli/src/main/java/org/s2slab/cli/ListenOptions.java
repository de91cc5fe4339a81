package org.s2slab.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.PasswordsFile;
import org.s2slab.engine.text.FileSyntaxException;
import picocli.CommandLine.Option;

/** The options for clients on other machines, shared by all commands that keep a deployment running. */
final class ListenOptions {
    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description =
                    "Listen at this IP address, or at 0.0.0.0 or :: for every address of this machine (default: the key listen"
                            + " of a topology that the command names, otherwise 127.0.0.1). If other machines can connect, people need passwords of"
                            + " their own.")
    private @Nullable String address;

    @Option(
            names = "--name",
            paramLabel = "DNSNAME",
            description =
                    "Add this DNS name, by which clients reach this machine, to the TLS certificates, and accept it as host"
                            + " (default: the key name of a topology that the command names, otherwise none).")
    private @Nullable String name;

    @Option(
            names = "--passwords",
            paramLabel = "FILE",
            description = "Give each person the password in this file. A line is a name and a password:"
                    + " anna@contoso.com PASSWORD.")
    private @Nullable Path passwords;

    @Option(
            names = "--new-passwords",
            description = "Give each person a new random password. The file passwords.txt in the data folder has them.")
    private boolean random;

    /** Checks the options before any topology is known. Blocks. */
    void requireUsable(Exposure exposure) {
        requireOneWay();
        if (passwords != null) {
            PasswordsFile.read(passwords);
        } else if (!random && !exposure.isLoopback()) {
            throw new FileSyntaxException(
                    "--listen",
                    "other machines can connect, so people need passwords of their own; add --new-passwords or --passwords FILE");
        }
    }

    private void requireOneWay() {
        if (random && passwords != null) {
            throw new FileSyntaxException("--passwords", "is one way and --new-passwords another; choose one");
        }
    }

    /** A copy of a topology with the requested address, name and passwords. */
    Topology on(Topology plan) {
        requireOneWay();
        return reachable(random ? OwnPasswords.random(plan) : passwords == null ? plan : given(plan, passwords));
    }

    /** The requested address and name of a port that belongs to no topology. */
    Exposure exposure() {
        return named(() -> over(Exposure.LOOPBACK));
    }

    private Topology reachable(Topology plan) {
        return named(() -> plan.with(over(plan.exposure())));
    }

    private Exposure over(Exposure own) {
        return Exposure.of(address == null ? own.address() : address, name == null ? own.name() : name);
    }

    /** Names the option in the message about a wrong value. */
    private static <T> T named(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            int colon = problem.indexOf(": ");
            throw new FileSyntaxException("--" + problem.substring(0, colon), problem.substring(colon + 2));
        }
    }

    private static Topology given(Topology plan, Path file) {
        try {
            return OwnPasswords.given(plan, PasswordsFile.read(file));
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(file.toString(), String.valueOf(e.getMessage()));
        }
    }
}
