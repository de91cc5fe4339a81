package org.s2slab.exchange.content;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/**
 * The content of an item, without its folder and id.
 *
 * @param itemClass the item class, for instance {@code IPM.Note}
 * @param values the values of all other properties (see {@link PropertyValueCodec}) by field URI, or by MAPI identity
 *     outside of the property table
 */
public record ItemContent(
        ItemKind kind,
        String itemClass,
        String subject,
        Body body,
        Switches<ItemFlag> flags,
        Times times,
        Map<String, Object> values) {
    /**
     * The body of an item.
     *
     * @param html the HTML, or null for a plain text body
     * @param text the plain text for searches, converted from the HTML if there is HTML
     */
    public record Body(@Nullable String html, String text) {
        /** An empty body. */
        public static final Body NONE = new Body(null, "");

        /** The number of characters of both formats together. */
        public int length() {
            return text.length() + (html == null ? 0 : html.length());
        }
    }

    /**
     * The times of an item.
     *
     * @param received the time of arrival, or null for an item that did not arrive by mail
     * @param sent the time of sending, or null for drafts and items that are not mail
     * @param starts the start of a calendar item; otherwise null
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

    /** An empty item of a kind: read and not a draft. */
    public static ItemContent empty(ItemKind kind) {
        return new ItemContent(
                kind,
                kind.itemClass(),
                "",
                Body.NONE,
                Switches.of(ItemFlag.READ),
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
        return flags.has(ItemFlag.READ);
    }

    public boolean draft() {
        return flags.has(ItemFlag.DRAFT);
    }

    public boolean isAssociated() {
        return flags.has(ItemFlag.ASSOCIATED);
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

    /** Whether the time span of the item overlaps another span. */
    public boolean meets(Instant from, Instant until) {
        return times.starts != null && times.ends != null && times.starts.isBefore(until) && times.ends.isAfter(from);
    }

    /** The value of a property in {@code values}, by its key. */
    public Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The EWS element of a property in {@code values}, by its name, for instance {@code From}. */
    public Optional<XmlElement> property(String name) {
        return ItemElementConverter.of(this, name);
    }

    /** The text of a property in {@code values}, by its element name. */
    public Optional<String> propertyText(String name) {
        return value(ItemElementConverter.key(kind, name)).map(PropertyValueCodec::text);
    }

    /** The text of a property, or a default text if the property does not exist. */
    public String propertyText(String name, String otherwise) {
        return propertyText(name).orElse(otherwise);
    }

    /** Whether a property exists and is true. */
    public boolean isTrue(String name) {
        return propertyText(name).filter(XmlElement::isTrueText).isPresent();
    }

    /** The child elements of a property; empty if the property does not exist. */
    public List<XmlElement> entries(String name) {
        return property(name).map(XmlElement::children).orElse(List.of());
    }

    /** The EWS elements of all properties in {@code values}. */
    public List<XmlElement> properties() {
        return ItemElementConverter.all(this);
    }

    /** Sets a property value by its key. */
    public ItemContent with(String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return withValues(changed);
    }

    /** Sets a property from its EWS element. */
    public ItemContent with(XmlElement property) {
        return ItemElementConverter.with(this, property);
    }

    /** Removes the property of an EWS element. */
    public ItemContent without(String name) {
        return withoutValues(ItemElementConverter.keys(kind, name));
    }

    /** Removes property values by their keys. */
    public ItemContent withoutValues(Collection<String> keys) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        return changed.keySet().removeAll(keys) ? withValues(changed) : this;
    }

    /** Replaces all property values with the values of these elements. */
    public ItemContent withProperties(List<XmlElement> changed) {
        ItemContent content = withValues(Map.of());
        for (XmlElement property : changed) {
            content = content.with(property);
        }
        return content;
    }

    /** Replaces all property values. */
    public ItemContent withValues(Map<String, Object> changed) {
        return new ItemContent(kind, itemClass, subject, body, flags, times, changed);
    }

    public ItemContent withItemClass(String changed) {
        return new ItemContent(kind, changed, subject, body, flags, times, values);
    }

    public ItemContent withSubject(String changed) {
        return new ItemContent(kind, itemClass, changed, body, flags, times, values);
    }

    /** @param text the plain text, converted from the HTML if there is HTML */
    public ItemContent withBody(@Nullable String html, String text) {
        return new ItemContent(kind, itemClass, subject, new Body(html, text), flags, times, values);
    }

    public ItemContent withFlags(Switches<ItemFlag> changed) {
        return new ItemContent(kind, itemClass, subject, body, changed, times, values);
    }

    public ItemContent withFlag(ItemFlag flag, boolean isOn) {
        return withFlags(flags.with(flag, isOn));
    }

    public ItemContent withRead(boolean changed) {
        return withFlag(ItemFlag.READ, changed);
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

    /** Name and address of the sender or of a calendar item's organiser; null if the item has none. */
    public @Nullable String sender() {
        return MailPerson.in(this, "From", "Organizer", "Sender").stream()
                .map(MailPerson::nameWithAddress)
                .findFirst()
                .orElse(null);
    }
}
