package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.values.ExtendedProperties;
import org.s2slab.exchange.values.PropertyPath;

/**
 * Marks a message that was replied to or forwarded by PidTagLastVerbExecuted and PidTagIconIndex ([MS-OXOMSG] 2.2.1.10,
 * 2.2.1.24). The reply stores a reference to its original until it is sent.
 */
public final class ReplyMark {
    private static final Map<String, String> VERBS =
            Map.of("ReplyToItem", "102", "ReplyAllToItem", "103", "ForwardItem", "104");

    /**
     * The verb and the row number of the original. A client may have set the property to a text of another form. Such a
     * text is ignored.
     */
    private static final Pattern REMEMBERED = Pattern.compile("(10[234]),([0-9]{1,18})");

    private static final PropertyPath STATUS = PropertyPath.extended(Map.of(
            "DistinguishedPropertySetId",
            "PublicStrings",
            "PropertyName",
            "ReplyForwardStatus",
            "PropertyType",
            "String"));
    private static final PropertyPath VERB = PropertyPath.tag("0x1081", "Integer");
    private static final PropertyPath ICON = PropertyPath.tag("0x1080", "Integer");
    private static final PropertyPath TIME = PropertyPath.tag("0x1082", "SystemTime");

    private ReplyMark() {}

    /** Stores the verb and the original in a reply. */
    public static ItemContent remembered(ItemContent answer, String element, Item original) {
        return ExtendedProperties.with(answer, STATUS, VERBS.get(element) + "," + original.number());
    }

    /** Marks the original of a sent message. Returns the message for the recipients, without the reference. */
    static ItemWithAttachments sent(MailboxTransaction transaction, ItemWithAttachments answer) {
        Matcher status = REMEMBERED.matcher(
                ExtendedProperties.value(answer.content(), STATUS).orElse(""));
        if (!status.matches()) {
            return answer;
        }
        Instant now = transaction.stores().clock().instant();
        ItemRowMapper.numbered(transaction.tx(), List.of(Long.parseLong(status.group(2)))).stream()
                .filter(item -> item.mailbox().equals(transaction.mailbox().id()) && !item.isPreserved())
                .forEach(item -> transaction.update(item, marked(item.content(), status.group(1), now)));
        return answer.with(ExtendedProperties.without(answer.content(), STATUS));
    }

    private static ItemContent marked(ItemContent original, String verb, Instant now) {
        boolean forwarded = verb.equals("104");
        String icon = forwarded ? "MailForwarded" : "MailReplied";
        ItemContent marked =
                ExtendedProperties.with(ExtendedProperties.with(original, VERB, verb), ICON, forwarded ? "262" : "261");
        return ExtendedProperties.with(marked, TIME, now.toString()).with(t("IconIndex", icon));
    }
}
