package org.s2slab.exchange.rules;

import static org.s2slab.ews.EwsNames.t;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** The changes of one UpdateInboxRules request (MS-OXWSRULES 3.1.4.2). All changes are applied, or none. */
final class InboxRuleUpdate {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final int LONGEST = 255;
    private static final String RULE_ID = "RuleId";
    private static final String PRIORITY = "Priority";
    private static final Set<String> GIVEN_BY_SERVER = Set.of(RULE_ID, "IsNotSupported", "IsInError");

    private final Mailbox mailbox;
    private final Set<String> folders;
    private final IdGenerator ids;
    private final List<XmlElement> rules;
    private final Set<String> named = new HashSet<>();
    private final Set<Integer> priorities = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private int operation;

    /** An invalid value in an operation. The product uses the same names of the field and the code. */
    record Fault(int operation, String field, String code, String value) {}

    /**
     * @param folders the keys of all existing folders
     * @param rules the rules before the changes
     */
    InboxRuleUpdate(Mailbox mailbox, Set<String> folders, IdGenerator ids, List<XmlElement> rules) {
        this.mailbox = mailbox;
        this.folders = folders;
        this.ids = ids;
        this.rules = new ArrayList<>(rules);
    }

    List<Fault> faults() {
        return faults;
    }

    /** The rules after the changes, in the order of their execution. Each rule has another priority. */
    List<XmlElement> rules() {
        List<XmlElement> ordered = new ArrayList<>();
        int last = 0;
        List<XmlElement> sorted = rules.stream()
                .sorted((one, other) -> Integer.compare(priority(one), priority(other)))
                .toList();
        for (XmlElement rule : sorted) {
            last = Math.max(last + 1, priority(rule));
            ordered.add(with(rule, t(PRIORITY, last)));
        }
        return ordered;
    }

    /** Applies one operation: {@code CreateRuleOperation}, {@code SetRuleOperation} or {@code DeleteRuleOperation}. */
    void apply(XmlElement change) {
        Optional<XmlElement> given = change.child("Rule");
        String id = given.orElse(change).childText(RULE_ID, "");
        if (change.name().startsWith("Create")) {
            if (!id.isEmpty()) {
                fault(RULE_ID, "CreateWithRuleId", id);
            }
            put(ids.uuid(), given.orElseThrow());
        } else {
            int place = IntStream.range(0, rules.size())
                    .filter(index -> id.equals(rules.get(index).childText(RULE_ID, "")))
                    .findFirst()
                    .orElse(-1);
            if (place < 0) {
                fault(RULE_ID, id.isEmpty() ? "MissingParameter" : "RuleNotFound", id);
            } else if (!named.add(id)) {
                fault(RULE_ID, "DuplicatedOperationOnTheSameRule", id);
            } else {
                rules.remove(place);
                given.ifPresent(rule -> put(id, rule));
            }
        }
        operation++;
    }

    private void put(String id, XmlElement rule) {
        if (rule.childText("DisplayName", "").isBlank()) {
            fault("DisplayName", "EmptyValueFound", "");
        }
        if (priority(rule) < 1) {
            fault(PRIORITY, "InvalidValue", Integer.toString(priority(rule)));
        } else if (!priorities.add(priority(rule))) {
            fault(PRIORITY, "DuplicatedPriority", Integer.toString(priority(rule)));
        }
        boolean acts = rule.childrenOf("Actions").stream()
                .anyMatch(action -> InboxRuleField.of("Action", action)
                        .map(field -> field.isAsked(action))
                        .orElse(true));
        if (!acts) {
            fault("Actions", "MissingAction", "");
        }
        List<XmlElement> parts = new ArrayList<>(List.of(t(RULE_ID, id)));
        rule.children().stream()
                .filter(part -> !GIVEN_BY_SERVER.contains(part.name()))
                .map(part -> part.children().isEmpty() ? part : checked(part))
                .forEach(parts::add);
        rules.add(0, t("Rule", parts));
    }

    /** The checked conditions, exceptions or actions, with the ids of folders. */
    private XmlElement checked(XmlElement list) {
        String part = list.name().substring(0, list.name().length() - 1);
        return t(
                list.name(),
                list.children().stream().map(one -> checked(part, one)).toList());
    }

    private XmlElement checked(String part, XmlElement value) {
        String field = part + ":" + value.name();
        switch (InboxRuleField.of(part, value).map(InboxRuleField::shape).orElse("")) {
            case "strings" -> checkTexts(field, value);
            case "addresses" -> checkAddresses(field, value);
            case "dates" ->
                checkRange(
                        field,
                        "InvalidDateRange",
                        bounds(value).map(PropertyValueCodec::time).toList());
            case "sizes" -> {
                List<Integer> sizes = bounds(value).map(Integer::valueOf).toList();
                if (sizes.stream().anyMatch(size -> size < 0)) {
                    fault(field, "SizeLessThanZero", sizes.toString());
                }
                checkRange(
                        field,
                        "InvalidSizeRange",
                        value.child("MaximumSize").isPresent() ? sizes : sizes.subList(0, Math.min(1, sizes.size())));
            }
            case "folder" -> {
                return folder(field, value);
            }
            case "truth", "choice" -> {}
            default -> fault(field, "UnsupportedRule", value.text());
        }
        return value;
    }

    private void checkTexts(String field, XmlElement list) {
        if (list.children().isEmpty()
                || list.children().stream().anyMatch(text -> text.text().isBlank())) {
            fault(field, "EmptyValueFound", "");
        }
        list.children().stream()
                .filter(text -> text.text().length() > LONGEST)
                .forEach(text -> fault(field, "StringValueTooBig", text.text().substring(0, LONGEST)));
    }

    private void checkAddresses(String field, XmlElement list) {
        if (addresses(list).findFirst().isEmpty()) {
            fault(field, "EmptyValueFound", "");
        }
        addresses(list)
                .filter(address -> !ADDRESS.matcher(address).matches())
                .forEach(address -> fault(field, "InvalidAddress", address));
    }

    /** The addresses in a condition or action. */
    static Stream<String> addresses(XmlElement list) {
        return list.children().stream()
                .map(address -> address.childText("EmailAddress", "").strip());
    }

    private static Stream<String> bounds(XmlElement range) {
        return range.children().stream().map(bound -> bound.text().strip());
    }

    private <T extends Comparable<T>> void checkRange(String field, String code, List<T> bounds) {
        if (bounds.isEmpty()) {
            fault(field, "MissingRangeValue", "");
        } else if (bounds.size() == 2 && bounds.get(0).compareTo(bounds.get(1)) > 0) {
            fault(field, code, bounds.toString());
        }
    }

    private XmlElement folder(String field, XmlElement value) {
        try {
            String key = FolderIdResolver.key(value.children().get(0), mailbox);
            if (!folders.contains(key) || DistinguishedFolder.isPreserving(key)) {
                fault(field, "FolderDoesNotExist", key);
            }
            XmlElement id = t("FolderId", "")
                    .with("Id", new MailboxObjectId(MailboxObjectId.Kind.FOLDER, mailbox.id(), key).text());
            return t(value.name(), List.of(id));
        } catch (EwsError e) {
            fault(field, "InvalidFolderId", value.children().get(0).attribute("Id", ""));
            return value;
        }
    }

    private void fault(String field, String code, String value) {
        faults.add(new Fault(operation, field, code, value));
    }

    static int priority(XmlElement rule) {
        return rule.childNumber(PRIORITY, 0);
    }

    private static XmlElement with(XmlElement rule, XmlElement part) {
        return t(
                rule.name(),
                rule.children().stream()
                        .map(child -> child.name().equals(part.name()) ? part : child)
                        .toList());
    }
}
