package org.s2slab.scenarios.doctor;

import java.util.Objects;

/** The line that makes a certificate known to the authorization server. */
final class Uploads {
    private Uploads() {}

    /** @param raw base64 of the certificate, or a variable with it */
    static Cure upload(Pair pair, String raw) {
        return Line.of("New-MsolServicePrincipalCredential")
                .with("TenantId", pair.tenant().orElseThrow())
                .with("AppPrincipalId", pair.caller().application())
                .with("Type", "Asymmetric")
                .with("Usage", "Verify")
                .with("Value", raw)
                .on(server(pair));
    }

    /** The authorization server's node. */
    static String server(Pair pair) {
        return Objects.requireNonNull(pair.world().authz()).name();
    }
}
