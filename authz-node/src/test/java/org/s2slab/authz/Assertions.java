package org.s2slab.authz;

import java.util.function.Consumer;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestLayer;

/** Assertions made by hand and not by the code under test: a good one of Lync in Contoso, any part of which a test spoils. */
public final class Assertions {
    public static final long NOW = TestClock.START.getEpochSecond();
    /** Seconds from an assertion's making to its exp. */
    public static final long LIFE = 300;

    private static int made;

    private final TestLayer layer = new TestLayer();

    private Assertions(String issuer, String tenant, SigningKey key) {
        layer.header("typ", "JWT")
                .header("alg", "RS256")
                .signedBy(key)
                .claim("aud", audience(tenant))
                .claim("iss", issuer + "@" + tenant)
                .claim("nbf", Long.toString(NOW))
                .claim("exp", Long.toString(NOW + LIFE))
                .claim("jti", "assertion-" + ++made);
    }

    public static String audience(String tenant) {
        return "00000001-0000-0000-c000-000000000000/" + RunningAuthz.HOST + "@" + tenant;
    }

    /** Lync of Contoso. */
    public static Assertions ofLync() {
        return of(RunningAuthz.LYNC, RunningAuthz.CONTOSO, TestKeys.lync());
    }

    /** The same, made so many seconds later. */
    public static Assertions ofLyncAfter(long seconds) {
        return ofLync().claim("nbf", Long.toString(NOW + seconds)).claim("exp", Long.toString(NOW + seconds + LIFE));
    }

    public static Assertions of(String application, String tenant, SigningKey key) {
        return new Assertions(application, tenant, key);
    }

    public Assertions claim(String name, Object value) {
        layer.claim(name, value);
        return this;
    }

    public Assertions without(String name) {
        layer.withoutClaim(name);
        return this;
    }

    /** Spoils what it likes. */
    public Assertions with(Consumer<TestLayer> change) {
        change.accept(layer);
        return this;
    }

    public String text() {
        return layer.text();
    }
}
