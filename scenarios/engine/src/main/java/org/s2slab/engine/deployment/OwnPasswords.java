package org.s2slab.engine.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;

/**
 * People's passwords that are not published. A deployment that other machines can reach needs them, because everybody
 * can read the passwords of the bundled topologies.
 */
public final class OwnPasswords {
    /** The password of every person for whom a topology names no other password. */
    public static final String PUBLISHED = "Passw0rd!";

    /** The file in the data folder of a deployment whose people have passwords of their own, for its owner only. */
    public static final String FILE = "passwords.txt";

    /** Minimum number of characters of a password that a person chooses (NIST SP 800-63B of 2017, section 5.1.1.2). */
    private static final int SHORTEST = 8;

    /** Random bytes of a new password: 120 bits, which nobody can guess. */
    private static final int STRENGTH = 15;

    private static final SecureRandom RANDOM = new SecureRandom();

    private OwnPasswords() {}

    /** A copy of a topology in which each person has a new random password. */
    public static Topology random(Topology plan) {
        Map<String, String> made = new TreeMap<>();
        plan.everybody().forEach(person -> made.computeIfAbsent(key(person), absent -> newPassword()));
        return replaced(plan, made);
    }

    /**
     * A copy of a topology in which each person has the password of the map.
     *
     * @param passwords by user principal name
     * @throws IllegalArgumentException if a person has no password, or if a name belongs to no person
     */
    public static Topology given(Topology plan, Map<String, String> passwords) {
        Map<String, String> lower = new TreeMap<>();
        passwords.forEach((name, password) -> lower.put(name.toLowerCase(Locale.ROOT), password));
        Set<String> missing =
                plan.everybody().stream().map(OwnPasswords::key).collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(lower.keySet());
        unknown.removeAll(missing);
        missing.removeAll(lower.keySet());
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new IllegalArgumentException("the people of topology '" + plan.name() + "' are "
                    + plan.everybody().stream().map(UserAccount::upn).distinct().collect(Collectors.joining(", "))
                    + "; "
                    + (missing.isEmpty()
                            ? "remove the lines of " + String.join(", ", unknown)
                            : "add a line 'NAME PASSWORD' for " + String.join(", ", missing)));
        }
        return replaced(plan, lower);
    }

    /**
     * Checks the passwords of a deployment that other machines can reach.
     *
     * @throws Refusal if a person's password is published or short
     */
    static void require(Topology plan) {
        if (plan.exposure().isLoopback()) {
            return;
        }
        List<String> weak = plan.everybody().stream()
                .filter(person ->
                        person.password().equals(PUBLISHED) || person.password().length() < SHORTEST)
                .map(UserAccount::upn)
                .distinct()
                .toList();
        if (!weak.isEmpty()) {
            throw Refusal.invalid(
                    "listen: other machines can reach " + plan.exposure().address()
                            + ", but these people have the published password, or one of fewer than " + SHORTEST
                            + " characters: " + String.join(", ", weak)
                            + ". Use --new-passwords for random ones, --passwords FILE for lines 'NAME PASSWORD', or the key"
                            + " 'password' of each person in the topology");
        }
    }

    /**
     * Writes the people's passwords for the owner of the data folder. The people of a deployment on this machine alone
     * may all have the published password. Then the method removes the file of an earlier run. Blocks the calling thread.
     */
    static void write(Topology plan, Path folder) {
        Path file = folder.resolve(FILE);
        if (plan.everybody().stream().allMatch(person -> person.password().equals(PUBLISHED))) {
            try {
                Files.deleteIfExists(file);
                return;
            } catch (IOException e) {
                throw new UncheckedIOException("file " + file, e);
            }
        }
        String lines = plan.everybody().stream()
                .map(person -> person.upn() + " " + person.password() + "\n")
                .distinct()
                .collect(Collectors.joining());
        OwnerOnlyFiles.writeUnsynced(file, lines.getBytes(StandardCharsets.UTF_8));
    }

    private static Topology replaced(Topology plan, Map<String, String> passwords) {
        UnaryOperator<UserAccount> change = person -> {
            String password = passwords.get(key(person));
            return password == null ? person : person.withPassword(password);
        };
        return plan.with(
                plan.people().stream().map(change).toList(),
                plan.tenants().stream()
                        .map(tenant -> new TenantPlan(
                                tenant.name(),
                                tenant.id(),
                                tenant.domains(),
                                tenant.people().stream().map(change).toList()))
                        .toList());
    }

    private static String key(UserAccount person) {
        return person.upn().toLowerCase(Locale.ROOT);
    }

    /** A random password of letters, digits, hyphens and underscores. */
    static String newPassword() {
        byte[] bytes = new byte[STRENGTH];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
