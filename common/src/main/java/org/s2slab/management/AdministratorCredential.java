package org.s2slab.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.s2slab.http.BasicCredential;
import org.s2slab.pki.OwnerOnlyFiles;

/** The credential of a node's administrator, initialised at first start in a file that only its owner can read. */
public final class AdministratorCredential {
    /** The only user name that the management port accepts. */
    public static final String USER = "administrator";

    /** Random bytes of a password: 192 bits, so that nobody can guess it. */
    private static final int STRENGTH = 24;

    private final String password;

    private AdministratorCredential(String password) {
        this.password = password;
    }

    /** The password file in a node's data folder. */
    public static Path fileIn(Path data) {
        return data.resolve(USER);
    }

    /** Reads the credential, or initialises it. Blocks. */
    public static AdministratorCredential in(Path data) {
        Path file = fileIn(data);
        try {
            if (Files.notExists(file)) {
                OwnerOnlyFiles.makeFolder(data);
                OwnerOnlyFiles.write(file, newPassword().getBytes(StandardCharsets.US_ASCII));
            }
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new IllegalStateException(file + " is empty; delete it, and the next start makes a password");
            }
            return new AdministratorCredential(password);
        } catch (IOException e) {
            throw new UncheckedIOException("the administrator's credential " + file, e);
        }
    }

    boolean matches(BasicCredential given) {
        return USER.equalsIgnoreCase(given.user()) && given.hasPassword(password);
    }

    private static String newPassword() {
        byte[] bytes = new byte[STRENGTH];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "AdministratorCredential";
    }
}
