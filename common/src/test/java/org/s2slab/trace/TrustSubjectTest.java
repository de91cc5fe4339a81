package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.trace.TrustSubject.Kind;

/** Two states of a node's trust show what changed between them. */
class TrustSubjectTest {
    private static final TrustSubject LYNC = partner("true", "FULL", "AA");

    @Test
    void tellsWhatWasAddedAndRemoved() {
        assertThat(TrustSubject.changes(List.of(), List.of(LYNC)))
                .extracting(TrustChange::what, TrustChange::keys)
                .containsExactly(tuple("partner-added", List.of("AA")));
        assertThat(TrustSubject.changes(List.of(LYNC), List.of()))
                .extracting(TrustChange::what, TrustChange::gone)
                .containsExactly(tuple("partner-removed", List.of("AA")));
        assertThat(TrustSubject.changes(List.of(LYNC), List.of(LYNC))).isEmpty();
    }

    @Test
    void tellsEachSettingThatChanged() {
        assertThat(TrustSubject.changes(List.of(LYNC), List.of(partner("false", "USER", "BB"))))
                .extracting(TrustChange::what)
                .containsExactly("partner-keys", "partner-disabled", "partner-level");
    }

    @Test
    void tellsTheUseOfASigningKey() {
        List<TrustSubject> before = List.of(TrustSubject.key("AA", "CURRENT"), TrustSubject.key("BB", "NEXT"));
        List<TrustSubject> after = List.of(TrustSubject.key("BB", "CURRENT"), TrustSubject.key("AA", "PREVIOUS"));

        assertThat(TrustSubject.changes(before, after))
                .extracting(change -> change.what() + " " + change.name())
                .containsExactly("key-assigned BB", "key-retired AA");
    }

    @Test
    void tellsCredentialsAndNamesOfAPrincipal() {
        TrustSubject before = principal(List.of("AA"), List.of("x/a"));
        TrustSubject after = principal(List.of("BB"), List.of("x/a", "x/b"));

        assertThat(TrustSubject.changes(List.of(before), List.of(after)))
                .extracting(change -> change.what() + change.keys() + change.gone() + change.names())
                .containsExactly("credential-added[BB][][]", "credential-removed[][AA][]", "name-added[][][x/b]");
    }

    @Test
    void keepsPrincipalsOfTwoTenantsApart() {
        TrustSubject here = principal(List.of(), List.of("x/a"));
        TrustSubject there = new TrustSubject(
                Kind.PRINCIPAL, "Lync", "4@u", List.of("CC"), List.of("x/b"), Map.of(TrustSubject.ENABLED, "true"));

        assertThat(TrustSubject.changes(List.of(here, there), List.of(there, principal(List.of("AA"), List.of("x/a")))))
                .extracting(change -> change.what() + " " + change.principal())
                .containsExactly("credential-added 4@t");
    }

    @Test
    void survivesTheJournal() {
        TrustChangeDetail detail = new TrustChangeDetail(
                "Set-PartnerApplication -Enabled $false",
                "Set-PartnerApplication",
                TrustSubject.changes(List.of(LYNC), List.of(partner("false", "FULL", "AA"))));
        JsonObject hop = new JsonObject().put("detail", detail.text()).put("detailValues", detail.values());

        assertThat(HopDetailCodec.read(new JsonObject(hop.encode()))).isEqualTo(detail);
        assertThat(detail.with(text -> text.replace("Lync", "(a name)")))
                .isInstanceOfSatisfying(
                        TrustChangeDetail.class,
                        changed -> assertThat(changed.changes())
                                .extracting(TrustChange::what, TrustChange::name)
                                .containsExactly(tuple("partner-disabled", "(a name)")));
    }

    private static TrustSubject partner(String enabled, String level, String key) {
        return new TrustSubject(
                Kind.PARTNER,
                "Lync",
                "4@contoso.com",
                List.of(key),
                List.of(),
                Map.of(TrustSubject.ENABLED, enabled, "level", level));
    }

    private static TrustSubject principal(List<String> keys, List<String> names) {
        return new TrustSubject(Kind.PRINCIPAL, "Lync", "4@t", keys, names, Map.of(TrustSubject.ENABLED, "true"));
    }
}
