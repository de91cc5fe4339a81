package org.s2slab.engine.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;

/** Describes what a cmdlet changed, with one sentence for each change. */
final class TrustChangeTexts {
    private TrustChangeTexts() {}

    static String of(TrustChangeDetail trust, IdentifierNames names, Map<String, String> hop) {
        return trust.changes().stream()
                .map(change -> of(change, names, hop))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String of(TrustChange change, IdentifierNames names, Map<String, String> hop) {
        Map<String, String> words = new HashMap<>(hop);
        boolean isKey = change.what().startsWith("key-");
        put(words, "name", isKey ? IdentifierNames.shortened(change.name()) : IdentifierNames.brief(change.name()));
        put(words, "principal", change.principal());
        put(words, "product", change.principal() == null ? null : names.principal(change.principal()));
        put(words, "keys", IdentifierNames.keys(change.keys()));
        put(words, "goneKeys", IdentifierNames.keys(change.gone()));
        put(words, "names", change.names().isEmpty() ? null : String.join(" and ", change.names()));
        put(words, "value", change.value());
        put(words, "before", change.before());
        put(words, "setting", change.what().replaceFirst("^\\w+-", ""));
        String own = SentenceTexts.of(words, "changes", change.what());
        return own.isEmpty() ? SentenceTexts.of(words, "changes", "other") : own;
    }

    private static void put(Map<String, String> words, String word, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            words.remove(word);
        } else {
            words.put(word, value);
        }
    }
}
