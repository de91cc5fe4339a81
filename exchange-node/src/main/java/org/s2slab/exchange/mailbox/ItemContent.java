package org.s2slab.exchange.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.xml.XmlElement;

/**
 * What an item says, wherever it lies.
 *
 * @param itemClass for instance {@code IPM.Note}
 * @param properties all other properties in no particular order: the elements that EWS shows them as, at most one of a
 *     name but for {@code ExtendedProperty}
 */
public record ItemContent(
        ItemKind kind,
        String itemClass,
        String subject,
        Body body,
        Flags flags,
        Times times,
        List<XmlElement> properties) {
    private static final String EXTENDED = "ExtendedProperty";

    /**
     * A body.
     *
     * @param html as HTML, or null where there is only the text
     * @param text as plain text, always there so that it can be searched; that of the HTML where that is given
     */
    public record Body(@Nullable String html, String text) {}

    /** @param associated whether it is kept with a folder, as settings are, and not shown in it */
    public record Flags(boolean read, boolean draft, boolean associated) {}

    /**
     * When.
     *
     * @param received when it came into the mailbox, or null for what did not come by mail
     * @param sent when it was sent, or null for a draft and for what is not mail
     * @param starts of what has a place in time, a calendar item; otherwise null
     */
    public record Times(
            @Nullable Instant received,
            @Nullable Instant sent,
            @Nullable Instant starts,
            @Nullable Instant ends) {}

    public ItemContent {
        properties = List.copyOf(properties);
    }

    /** An item that has nothing yet but its kind, read and no draft. */
    public static ItemContent empty(ItemKind kind) {
        return new ItemContent(
                kind,
                kind.itemClass(),
                "",
                new Body(null, ""),
                new Flags(true, false, false),
                new Times(null, null, null, null),
                List.of());
    }

    public @Nullable String html() {
        return body.html;
    }

    public String text() {
        return body.text;
    }

    public boolean read() {
        return flags.read;
    }

    public boolean draft() {
        return flags.draft;
    }

    public boolean associated() {
        return flags.associated;
    }

    public @Nullable Instant received() {
        return times.received;
    }

    public @Nullable Instant sent() {
        return times.sent;
    }

    public @Nullable Instant starts() {
        return times.starts;
    }

    public @Nullable Instant ends() {
        return times.ends;
    }

    /** A property that has no component of its own, {@code From}. */
    public Optional<XmlElement> property(String name) {
        return properties.stream().filter(there -> there.name().equals(name)).findFirst();
    }

    /** The text of a property. */
    public Optional<String> propertyText(String name) {
        return property(name).map(XmlElement::text);
    }

    /** The extended properties, {@code ExtendedProperty} elements. */
    public List<XmlElement> extended() {
        return properties.stream()
                .filter(there -> there.name().equals(EXTENDED))
                .toList();
    }

    /** With a property set; another of that name makes way. An extended property is simply added. */
    public ItemContent with(XmlElement property) {
        ItemContent before = property.name().equals(EXTENDED) ? this : without(property.name());
        return before.withProperties(
                Stream.concat(before.properties.stream(), Stream.of(property)).toList());
    }

    /** Without the property of that name. */
    public ItemContent without(String name) {
        return without(there -> there.name().equals(name));
    }

    /** Without the properties that meet a condition. */
    public ItemContent without(Predicate<XmlElement> unwanted) {
        return withProperties(
                properties.stream().filter(Predicate.not(unwanted)).toList());
    }

    public ItemContent withProperties(List<XmlElement> changed) {
        return new ItemContent(kind, itemClass, subject, body, flags, times, changed);
    }

    public ItemContent withItemClass(String changed) {
        return new ItemContent(kind, changed, subject, body, flags, times, properties);
    }

    public ItemContent withSubject(String changed) {
        return new ItemContent(kind, itemClass, changed, body, flags, times, properties);
    }

    /** @param text the plain text of the HTML, where that is given */
    public ItemContent withBody(@Nullable String html, String text) {
        return new ItemContent(kind, itemClass, subject, new Body(html, text), flags, times, properties);
    }

    public ItemContent withFlags(boolean read, boolean draft, boolean associated) {
        return new ItemContent(kind, itemClass, subject, body, new Flags(read, draft, associated), times, properties);
    }

    public ItemContent withRead(boolean changed) {
        return withFlags(changed, flags.draft, flags.associated);
    }

    public ItemContent withMailTimes(@Nullable Instant received, @Nullable Instant sent) {
        return withTimes(new Times(received, sent, times.starts, times.ends));
    }

    public ItemContent withSpan(@Nullable Instant starts, @Nullable Instant ends) {
        return withTimes(new Times(times.received, times.sent, starts, ends));
    }

    private ItemContent withTimes(Times changed) {
        return new ItemContent(kind, itemClass, subject, body, flags, changed, properties);
    }

    /** The {@code InternetMessageId}, or null. */
    public @Nullable String internetMessageId() {
        return propertyText("InternetMessageId").filter(id -> !id.isBlank()).orElse(null);
    }

    /** Name and address of who it is from, a calendar item's organiser; null where nobody is named. */
    public @Nullable String sender() {
        List<String> named = Stream.of("From", "Organizer", "Sender")
                .flatMap(name -> property(name).stream())
                .flatMap(property -> property.children("Mailbox").stream())
                .map(ItemContent::person)
                .toList();
        return named.isEmpty() ? null : named.get(0);
    }

    /** Names and addresses of those it is addressed to, attendees included, one a line. */
    public String recipients() {
        List<String> lines = new ArrayList<>();
        for (String list : List.of(
                "ToRecipients",
                "CcRecipients",
                "BccRecipients",
                "RequiredAttendees",
                "OptionalAttendees",
                "Resources")) {
            property(list).stream()
                    .flatMap(found -> found.children().stream())
                    .flatMap(entry ->
                            entry.name().equals("Mailbox") ? Stream.of(entry) : entry.child("Mailbox").stream())
                    .map(ItemContent::person)
                    .forEach(lines::add);
        }
        return String.join("\n", lines);
    }

    /** Whether a message made of the other would read the same: flags and what is noted beside it do not count. */
    public boolean readsLike(ItemContent other) {
        return said().equals(other.said());
    }

    private Set<Object> said() {
        Set<String> beside = Set.of(EXTENDED, "Categories", "Flag", "IconIndex", "NotifyRead");
        return Stream.concat(
                        Stream.of("subject " + subject, body),
                        properties.stream().filter(there -> !beside.contains(there.name())))
                .collect(Collectors.toSet());
    }

    /** Bytes of the texts it is made of; {@code others} are the properties as they are stored. */
    long size(String others) {
        return bytes(subject) + bytes(body.html == null ? body.text : body.html) + bytes(others);
    }

    private static String person(XmlElement mailbox) {
        String name = mailbox.childText("Name").orElse("");
        String address = mailbox.childText("EmailAddress").orElse("");
        return name.isEmpty() || name.equalsIgnoreCase(address) ? address : name + " <" + address + ">";
    }

    private static long bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }
}
