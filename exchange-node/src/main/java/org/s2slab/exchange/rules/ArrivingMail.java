package org.s2slab.exchange.rules;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.xml.XmlElement;

/**
 * An arriving message, to be checked by the conditions of inbox rules.
 *
 * @param mime the message in RFC 822 form
 */
record ArrivingMail(Mailbox owner, ItemWithAttachments whole, Supplier<String> mime) {
    private static final String TO = "ToRecipients";
    private static final String CC = "CcRecipients";

    /** Whether a rule applies to this message: all conditions match and no exception matches. */
    boolean concerns(XmlElement rule) {
        return asked(rule, "Condition").allMatch(this::meets)
                && asked(rule, "Exception").noneMatch(this::meets);
    }

    private static Stream<XmlElement> asked(XmlElement rule, String part) {
        return rule.childrenOf(part + "s").stream().filter(one -> InboxRuleField.isAsked(part, one));
    }

    private boolean meets(XmlElement condition) {
        InboxRuleField field = InboxRuleField.of("Condition", condition).orElseThrow();
        return switch (field.shape()) {
            case "strings" ->
                condition.children().stream()
                        .map(XmlElement::text)
                        .anyMatch(text -> Stream.of(field.of().split(" ")).anyMatch(where -> has(where, text)));
            case "addresses" ->
                Stream.of(field.of().split(" "))
                        .flatMap(list -> addresses(list).stream())
                        .anyMatch(
                                address -> InboxRuleUpdate.addresses(condition).anyMatch(address::equalsIgnoreCase));
            case "choice" ->
                condition.text().equals(whole.content().propertyText(field.of()).orElse("Normal"));
            case "dates" -> isWithinDates(condition);
            case "sizes" -> isWithinSizes(condition);
            default -> is(field.of());
        };
    }

    private boolean has(String where, String text) {
        ItemContent content = whole.content();
        return switch (where) {
            case "categories" ->
                content.entries("Categories").stream()
                        .anyMatch(category -> category.text().equalsIgnoreCase(text));
            case "class" -> content.itemClass().equalsIgnoreCase(text);
            case "subject" -> contains(content.subject(), text);
            case "body" -> contains(content.text(), text);
            case "sender" -> contains(String.valueOf(content.sender()), text);
            case "recipients" -> contains(MailPerson.recipients(content), text);
            default -> contains(mime.get().split("\r?\n\r?\n", 2)[0], text);
        };
    }

    private boolean is(String fact) {
        boolean to = addresses(TO).stream().anyMatch(owner::hasAddress);
        boolean cc = addresses(CC).stream().anyMatch(owner::hasAddress);
        return switch (fact) {
            case "attachments" -> whole.attachments().stream().anyMatch(attachment -> !attachment.inline());
            case "to" -> to;
            case "notTo" -> !to;
            case "cc" -> cc;
            case "toOrCc" -> to || cc;
            case "onlyTo" -> to && addresses(TO).size() + addresses(CC).size() == 1;
            default -> whole.content().itemClass().matches("(?i)" + fact.substring(fact.indexOf(' ') + 1));
        };
    }

    private List<String> addresses(String list) {
        return MailPerson.in(whole.content(), list).stream()
                .map(MailPerson::address)
                .toList();
    }

    private boolean isWithinDates(XmlElement range) {
        Instant received = whole.content().received();
        return received != null
                && !received.isBefore(moment(range, "StartDateTime", Instant.MIN))
                && !received.isAfter(moment(range, "EndDateTime", Instant.MAX));
    }

    private static Instant moment(XmlElement range, String bound, Instant otherwise) {
        return range.childText(bound).map(PropertyValueCodec::time).orElse(otherwise);
    }

    private boolean isWithinSizes(XmlElement range) {
        int kilobytes = mime.get().length() / 1024;
        return range.childNumber("MinimumSize", 0) <= kilobytes
                && range.childNumber("MaximumSize", Integer.MAX_VALUE) >= kilobytes;
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
