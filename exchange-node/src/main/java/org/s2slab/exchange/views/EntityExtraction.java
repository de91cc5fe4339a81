package org.s2slab.exchange.views;

import static org.s2slab.ews.EwsNames.t;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/**
 * Finds mail addresses, web addresses and phone numbers in the subject and the body of an item ({@code
 * item:EntityExtractionResult}, [MS-OXWSCORE] 2.2.4.16). The product also finds addresses, people, tasks and meetings.
 */
final class EntityExtraction {
    private static final Pattern MAIL =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}+@[\\w-]{1,63}(\\.[\\w-]{1,63}){1,9}");
    private static final Pattern WEB = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.@+-])\\+?\\(?\\d[\\d ()/.-]{5,24}\\d(?![\\w@])");

    /** The beginning of the original message in a reply. */
    private static final Pattern OLDER = Pattern.compile("(?m)^(_{32}|>|From: )");

    private static final Pattern SIGNATURE = Pattern.compile("(?m)^-- ?$");

    /** The maximum number of searched characters of a text. */
    private static final int SEARCHED = 100_000;

    /** The maximum number of entities of each kind. */
    private static final int MOST = 100;

    private record Kind(String list, String name, Pattern pattern, Function<String, List<XmlElement>> parts) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("EmailAddresses", "EmailAddressEntity", MAIL, text -> List.of(t("EmailAddress", text))),
            new Kind("Urls", "UrlEntity", WEB, text -> List.of(t("Url", text))),
            new Kind("PhoneNumbers", "Phone", PHONE, EntityExtraction::phone));

    private EntityExtraction() {}

    /** The element with all found entities; empty without entities. */
    static Optional<XmlElement> of(ItemContent content) {
        List<XmlElement> lists = KINDS.stream()
                .map(kind -> t(kind.list(), entities(content, kind)))
                .filter(list -> !list.children().isEmpty())
                .toList();
        return lists.isEmpty() ? Optional.empty() : Optional.of(t("EntityExtractionResult", lists));
    }

    private static List<XmlElement> phone(String text) {
        return List.of(
                t("OriginalPhoneString", text),
                t("PhoneString", text.replaceAll("[^+\\d]", "")),
                t("Type", "Unspecified"));
    }

    private static List<XmlElement> entities(ItemContent content, Kind kind) {
        List<XmlElement> entities = new ArrayList<>();
        found(content, kind.pattern()).forEach((text, positions) -> {
            List<XmlElement> children = new ArrayList<>();
            positions.forEach(position -> children.add(t("Position", position)));
            children.addAll(kind.parts().apply(text));
            entities.add(t(kind.name(), children));
        });
        return entities;
    }

    /** Each text that a pattern finds, with its positions (t:EmailPositionType). */
    private static Map<String, Set<String>> found(ItemContent content, Pattern pattern) {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        String body = XmlText.start(content.text(), SEARCHED);
        int older = begin(OLDER, body, body.length());
        int signature = begin(SIGNATURE, body, older);
        new TreeMap<>(Map.of(
                        "Subject", content.subject(),
                        "LatestReply", body.substring(0, Math.min(signature, older)),
                        "Signature", body.substring(Math.min(signature, older), older),
                        "Other", body.substring(older)))
                .forEach((position, text) -> pattern.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(entity -> all.size() < MOST || all.containsKey(entity))
                        .forEach(entity -> all.computeIfAbsent(entity, none -> new TreeSet<>())
                                .add(position)));
        return all;
    }

    private static int begin(Pattern part, String text, int otherwise) {
        Matcher found = part.matcher(text);
        return found.find() ? found.start() : otherwise;
    }
}
