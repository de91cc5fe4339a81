package org.s2slab.exchange.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names of item kinds in queries, with the item classes that they match. */
final class ItemKindNames {
    private static final String CONVERSATION = "IPM.Note.Microsoft.Conversation";
    private static final String VOICEMAIL = "IPM.Note.Microsoft.Voicemail";
    private static final String FAX = "IPM.Note.Microsoft.Fax";

    private static final Map<String, KeywordQuery.ItemClass> KINDS = new TreeMap<>(Map.ofEntries(
            kind("contacts", "IPM.Contact", "IPM.DistList"),
            kind("docs", "IPM.Document"),
            Map.entry("email", new KeywordQuery.ItemClass(List.of("IPM.Note"), List.of(CONVERSATION, VOICEMAIL, FAX))),
            kind("faxes", FAX),
            kind("im", CONVERSATION),
            kind("journals", "IPM.Activity"),
            kind("meetings", "IPM.Appointment", "IPM.Schedule.Meeting"),
            kind("notes", "IPM.StickyNote"),
            kind("posts", "IPM.Post"),
            kind("tasks", "IPM.Task"),
            kind("voicemail", VOICEMAIL)));

    private ItemKindNames() {}

    static Optional<KeywordQuery.ItemClass> named(String kind) {
        return Optional.ofNullable(KINDS.get(kind.toLowerCase(Locale.ROOT)));
    }

    /** All names, for an error message. */
    static String names() {
        return String.join(", ", KINDS.keySet());
    }

    private static Map.Entry<String, KeywordQuery.ItemClass> kind(String name, String... classes) {
        return Map.entry(name, new KeywordQuery.ItemClass(List.of(classes), List.of()));
    }
}
