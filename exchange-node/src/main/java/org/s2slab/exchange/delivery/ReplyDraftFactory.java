package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.ConversationIdentifier;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.values.BodyConverter;
import org.s2slab.exchange.values.ItemReader;
import org.s2slab.xml.XmlElement;

/**
 * Creates the message for ReplyToItem, ReplyAllToItem or ForwardItem from the original message (MS-OXWSMSG), and the
 * post for PostReplyItem from the original post (MS-OXWSPOST). Properties in the request, such as other recipients,
 * take precedence over the properties from the original.
 */
public final class ReplyDraftFactory {
    private static final String FORWARD = "ForwardItem";
    private static final String REPLY_ALL = "ReplyAllToItem";
    /** The element that replies to a post. */
    public static final String POST = "PostReplyItem";

    private static final Map<String, String> PREFIXES =
            Map.of("ReplyToItem", "RE: ", REPLY_ALL, "RE: ", FORWARD, "FW: ", POST, "RE: ");
    private static final Set<String> SETTABLE = PropertyGroup.elements("set by reply");

    private ReplyDraftFactory() {}

    /** Whether an element of CreateItem is a reply or forward and not a message. */
    public static boolean isMeant(XmlElement element) {
        return PREFIXES.containsKey(element.name());
    }

    /** Creates the message or post of an element of CreateItem from its original. */
    public static ItemWithAttachments of(Mailbox mailbox, XmlElement element, ItemWithAttachments original) {
        ItemContent answered = original.content();
        boolean forward = element.name().equals(FORWARD);
        boolean post = element.name().equals(POST);
        ItemContent content = ItemReader.empty(post ? ItemKind.POST_ITEM : ItemKind.MESSAGE)
                .withSubject(PREFIXES.get(element.name()) + answered.subject().replaceFirst("^\\p{L}{1,3}: ", ""));
        if (!forward && !post) {
            content = content.with(t("ToRecipients", to(mailbox, element, answered)));
        }
        List<XmlElement> copied = element.name().equals(REPLY_ALL)
                ? others(mailbox, answered, "CcRecipients", "OptionalAttendees")
                : List.of();
        if (!copied.isEmpty()) {
            content = content.with(t("CcRecipients", copied));
        }
        String id = answered.internetMessageId();
        if (id != null) {
            String before =
                    answered.propertyText("References").map(text -> text + " ").orElse("");
            content = content.with(t("InReplyTo", id)).with(t("References", before + id));
        }
        content = content.with(t("ConversationIndex", ConversationIdentifier.ofReply(answered)))
                .with(t("ConversationTopic", ConversationIdentifier.topic(answered)));
        for (XmlElement property : element.children()) {
            content = SETTABLE.contains(property.name()) ? ItemReader.create(content, property) : content;
        }
        return new ItemWithAttachments(withBody(content, element, answered), forward ? passedOn(original) : List.of());
    }

    /** The attachments of a forwarded item. A forwarded calendar item becomes an attachment. */
    private static List<AttachmentWithContent> passedOn(ItemWithAttachments original) {
        return original.content().kind() == ItemKind.CALENDAR_ITEM
                ? List.of(attached(original))
                : original.attachments();
    }

    private static AttachmentWithContent attached(ItemWithAttachments original) {
        return new AttachmentWithContent(original.content().subject(), null, null, false, null, original, null, null);
    }

    /**
     * The message by which an inbox rule forwards an original message: with the attachments of the original, or with
     * the original as an attachment.
     */
    static ItemWithAttachments forwarded(
            Mailbox mailbox, ItemWithAttachments original, boolean attached, List<String> addresses) {
        List<XmlElement> people = addresses.stream()
                .map(address -> t("Mailbox", t("EmailAddress", address)))
                .toList();
        XmlElement element = t(FORWARD, t("ToRecipients", people));
        ItemWithAttachments draft = of(mailbox, element, original);
        return attached
                ? new ItemWithAttachments(draft.content().withBody(null, ""), List.of(attached(original)))
                : draft;
    }

    private static List<XmlElement> to(Mailbox mailbox, XmlElement element, ItemContent answered) {
        List<XmlElement> requested = people(answered, "ReplyTo");
        List<XmlElement> author = requested.isEmpty() ? people(answered, "From", "Organizer") : requested;
        return element.name().equals(REPLY_ALL)
                ? Stream.concat(
                                author.stream(),
                                others(mailbox, answered, "ToRecipients", "RequiredAttendees").stream())
                        .distinct()
                        .toList()
                : author;
    }

    private static List<XmlElement> others(Mailbox mailbox, ItemContent answered, String... lists) {
        return people(answered, lists).stream()
                .filter(person -> !mailbox.hasAddress(person.childText("EmailAddress", "")))
                .toList();
    }

    private static List<XmlElement> people(ItemContent content, String... properties) {
        return Stream.of(properties)
                .flatMap(property -> content.property(property).stream())
                .flatMap(XmlElement::tree)
                .filter(person -> person.name().equals("Mailbox"))
                .toList();
    }

    /** Sets the body: the new text before the original text, in HTML if one of them is HTML. */
    private static ItemContent withBody(ItemContent content, XmlElement element, ItemContent answered) {
        XmlElement given =
                element.child("NewBodyContent").or(() -> element.child("Body")).orElse(t("NewBodyContent", ""));
        boolean html = given.attribute("BodyType", "").equals("HTML");
        String head = "From: " + Objects.requireNonNullElse(answered.sender(), "") + "\nSent: "
                + (answered.sent() == null ? "" : answered.sent()) + "\nTo: "
                + MailPerson.recipients(answered).replace("\n", "; ") + "\nSubject: " + answered.subject();
        if (!html && answered.html() == null) {
            return content.withBody(
                    null, given.text() + "\n\n" + "_".repeat(32) + "\n" + head + "\n\n" + answered.text());
        }
        String old = answered.html() == null ? BodyConverter.html(answered.text()) : answered.html();
        String page = "<div>" + (html ? given.text() : lines(given.text())) + "</div><hr><div>" + lines(head)
                + "</div><div>" + old + "</div>";
        return content.withBody(page, BodyConverter.text(page));
    }

    private static String lines(String text) {
        return Entities.escape(text).replace("\n", "<br>");
    }
}
