package org.s2slab.exchange.content;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/**
 * What an item says, wherever it lies.
 *
 * @param itemClass for instance {@code IPM.Note}
 * @param values all other properties: a {@link PropertyValue} by the property's field URI, or by its identity in MAPI
 *     where the property table does not have it
 */
public record ItemContent(
        ItemKind kind,
        String itemClass,
        String subject,
        Body body,
        Flags flags,
        Times times,
        Map<String, Object> values) {
    /**
     * A body.
     *
     * @param html as HTML, or null where there is only the text
     * @param text as plain text, always there so that it can be searched; that of the HTML where that is given
     */
    public record Body(@Nullable String html, String text) {
        /** No body. */
        public static final Body NONE = new Body(null, "");

        /** Its characters in all formats. */
        public int length() {
            return text.length() + (html == null ? 0 : html.length());
        }
    }

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
        subject = XmlText.start(subject, 255); // [MS-OXWSCORE] 2.2.4.24
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** An item that has nothing yet but its kind, read and no draft. */
    public static ItemContent empty(ItemKind kind) {
        return new ItemContent(
                kind,
                kind.itemClass(),
                "",
                Body.NONE,
                new Flags(true, false, false),
                new Times(null, null, null, null),
                Map.of());
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

    /** Whether the item has a span that has time in common with another span. */
    public boolean meets(Instant from, Instant until) {
        return times.starts != null && times.ends != null && times.starts.isBefore(until) && times.ends.isAfter(from);
    }

    /** The value of a property that has no component of its own, by its key. */
    public Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The element of such a property, {@code From}. */
    public Optional<XmlElement> property(String name) {
        return ElementView.of(this, name);
    }

    /** The text of such a property by the name of its element. */
    public Optional<String> propertyText(String name) {
        return value(ElementView.key(kind, name)).map(PropertyValue::text);
    }

    /** The text of a property, or another text if there is no such property. */
    public String propertyText(String name, String otherwise) {
        return propertyText(name).orElse(otherwise);
    }

    /** Whether a property is there and true. */
    public boolean isTrue(String name) {
        return propertyText(name).filter(XmlElement::isTrueText).isPresent();
    }

    /** The child elements of a property; none if there is no such property. */
    public List<XmlElement> entries(String name) {
        return property(name).map(XmlElement::children).orElse(List.of());
    }

    /** The elements of all such properties. */
    public List<XmlElement> properties() {
        return ElementView.all(this);
    }

    /** With a value in place of another. */
    public ItemContent with(String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return withValues(changed);
    }

    /** With a property set to the value that its element shows. */
    public ItemContent with(XmlElement property) {
        return ElementView.with(this, property);
    }

    /** Without the property of that element. */
    public ItemContent without(String name) {
        return withoutValues(ElementView.keys(kind, name));
    }

    /** Without some values, by their keys. */
    public ItemContent withoutValues(Collection<String> keys) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        return changed.keySet().removeAll(keys) ? withValues(changed) : this;
    }

    /** With the properties of these elements and no others. */
    public ItemContent withProperties(List<XmlElement> changed) {
        ItemContent content = withValues(Map.of());
        for (XmlElement property : changed) {
            content = content.with(property);
        }
        return content;
    }

    /** This item with these values and no others. */
    public ItemContent withValues(Map<String, Object> changed) {
        return new ItemContent(kind, itemClass, subject, body, flags, times, changed);
    }

    public ItemContent withItemClass(String changed) {
        return new ItemContent(kind, changed, subject, body, flags, times, values);
    }

    public ItemContent withSubject(String changed) {
        return new ItemContent(kind, itemClass, changed, body, flags, times, values);
    }

    /** @param text the plain text of the HTML, where that is given */
    public ItemContent withBody(@Nullable String html, String text) {
        return new ItemContent(kind, itemClass, subject, new Body(html, text), flags, times, values);
    }

    public ItemContent withFlags(boolean read, boolean draft, boolean associated) {
        return new ItemContent(kind, itemClass, subject, body, new Flags(read, draft, associated), times, values);
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
        return new ItemContent(kind, itemClass, subject, body, flags, changed, values);
    }

    /** The {@code InternetMessageId}, or null. */
    public @Nullable String internetMessageId() {
        return propertyText("InternetMessageId").filter(id -> !id.isBlank()).orElse(null);
    }

    /** Name and address of who it is from, a calendar item's organiser; null where nobody is named. */
    public @Nullable String sender() {
        return MailPerson.in(this, "From", "Organizer", "Sender").stream()
                .map(MailPerson::nameWithAddress)
                .findFirst()
                .orElse(null);
    }

    /** Names and addresses of those it is addressed to, attendees included, one a line. */
    public String recipients() {
        return MailPerson.in(
                        this,
                        "ToRecipients",
                        "CcRecipients",
                        "BccRecipients",
                        "RequiredAttendees",
                        "OptionalAttendees",
                        "Resources")
                .stream()
                .map(MailPerson::nameWithAddress)
                .collect(Collectors.joining("\n"));
    }
}
