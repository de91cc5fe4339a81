package org.s2slab.sharepoint.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.SiteCaller;

/** Form digests, which clients send with a change. They prevent changes by other pages in the person's name. */
public final class FormDigests {
    /** Validity of a digest in seconds: half an hour, as in the product. */
    static final int SECONDS = 1800;

    private static final String ALGORITHM = "HmacSHA512";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "dd MMM yyyy HH:mm:ss '-0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Supplier<SecretKey> key;

    /** @param key the key of the farm, so that each of its servers accepts the digests of the others */
    public FormDigests(Clock clock, Supplier<SecretKey> key) {
        this.clock = clock;
        this.key = key;
    }

    String issue(SiteCaller visitor) {
        String time = TIME.format(clock.instant());
        return "0x" + mac(visitor, time) + "," + time;
    }

    /** Whether a digest was issued to this visitor of this site and has not expired. */
    boolean holds(@Nullable String digest, SiteCaller visitor) {
        int comma = digest == null ? -1 : digest.indexOf(',');
        if (digest == null || comma < 0) {
            return false;
        }
        String time = digest.substring(comma + 1);
        byte[] expected = ("0x" + mac(visitor, time)).getBytes(StandardCharsets.US_ASCII);
        boolean own = MessageDigest.isEqual(expected, digest.substring(0, comma).getBytes(StandardCharsets.UTF_8));
        return own && isFresh(time);
    }

    private boolean isFresh(String time) {
        try {
            Duration age = Duration.between(Instant.from(TIME.parse(time)), clock.instant());
            return !age.isNegative() && age.toSeconds() <= SECONDS;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String mac(SiteCaller visitor, String time) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.get());
            String text = visitor.site().id() + "\n" + visitor.number() + "\n" + time;
            return HexFormat.of().withUpperCase().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", e);
        }
    }
}
