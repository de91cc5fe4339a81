package org.s2slab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** The style sheet that is embedded in a page. */
public record PageStyle(String text) {
    /** The bundled style sheets of these names, in this order. */
    static PageStyle of(String... names) {
        return new PageStyle(Arrays.stream(names).map(PageStyle::resource).collect(Collectors.joining()));
    }

    /** A copy with further rules. */
    PageStyle with(String rules) {
        return new PageStyle(text + rules);
    }

    /** The hash of the style sheet for the page's policy (Content Security Policy Level 3, 2.3.1). */
    public String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageStyle.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("report/" + name + " is not bundled");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
