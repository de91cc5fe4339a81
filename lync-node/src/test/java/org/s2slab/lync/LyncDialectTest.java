package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

class LyncDialectTest {
    private static final PrincipalId LYNC = PrincipalId.parse("00000004-0000-0ff1-ce00-000000000000@contoso.com");
    private static final PrincipalId EXCHANGE = PrincipalId.parse("00000002-0000-0ff1-ce00-000000000000@contoso.com");

    private final LyncDialect dialect = new LyncDialect();

    @Test
    void namesTrustedIssuersBeforeItselfAndNoRealm() {
        assertThat(challenge(List.of(EXCHANGE), null))
                .isEqualTo("Bearer trusted_issuers=\"00000002-0000-0ff1-ce00-000000000000@contoso.com\","
                        + " client_id=\"00000004-0000-0ff1-ce00-000000000000\"");
    }

    @Test
    void saysThatNobodyIsTrustedByAnEmptyList() {
        assertThat(challenge(List.of(), null)).startsWith("Bearer trusted_issuers=\"\", client_id=");
    }

    @Test
    void addsTheErrorOfARefusedTokenAndNothingAboutItsCause() {
        Refusal refusal = new Refusal(RefusalCode.TOKEN_AUDIENCE, "G3", "aud names another host");

        assertThat(challenge(List.of(EXCHANGE), refusal)).endsWith(", error=\"invalid_token\"");
        assertThat(dialect.body(refusal, "1").encode()).doesNotContain("another host");
    }

    private String challenge(List<PrincipalId> trusted, @Nullable Refusal refusal) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        dialect.challenge(headers, LYNC, trusted, refusal, "lync.contoso.com");
        assertThat(headers.get("X-MS-Server-Fqdn")).isEqualTo("lync.contoso.com");
        return headers.get("WWW-Authenticate");
    }
}
