package org.s2slab.exchange.mime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.MimeSourceStore;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.xml.XmlElement;

/**
 * The header fields that clients add to a message, by its MIME content or as properties of the set InternetHeaders
 * ([MS-OXCMAIL]). Only the server sets fields such as From or Received. A client's property with such a name does not
 * become a field.
 */
public final class ClientHeaders {
    private static final Pattern ADDED =
            Pattern.compile("(?i)(X|List)-[!-9;-~]{1,200}|Auto-Submitted|Precedence|Organization|Comments|User-Agent");

    /** The header fields that the product's header firewall removes, and the mark of a draft. */
    private static final Pattern RESERVED = Pattern.compile("(?i)X-(MS-Exchange-(Organization|Forest)-.*|Unsent)");

    /** A word that is too long for a line of a message (RFC 5322, 2.1.1). */
    private static final Pattern LONG_WORD = Pattern.compile("\\S{900}");

    /** The maximum number of characters of these fields in a sent message: the default of MaxHeaderSize, 64 KB. */
    private static final int LARGEST = 64 * 1024;

    private static final String TYPE = ":string";

    private ClientHeaders() {}

    /** The header fields of a message. A property replaces the original fields with the same name. */
    static List<Field> of(ItemContent item) {
        Map<String, String> set = new LinkedHashMap<>();
        item.values()
                .forEach((key, value) -> name(key).ifPresent(name -> set.put(name, PropertyValueCodec.text(value))));
        Stream<Field> came = item.entries(MessageHeaders.ALL).stream()
                .filter(header -> !set.containsKey(nameOf(header).toLowerCase(Locale.ROOT)))
                .flatMap(header -> field(nameOf(header), header.text()));
        return Stream.concat(came, set.entrySet().stream().flatMap(one -> field(one.getKey(), one.getValue())))
                .limit(MessageHeaders.MOST)
                .toList();
    }

    private static Stream<Field> field(String name, String text) {
        boolean added = ADDED.matcher(name).matches() && !RESERVED.matcher(name).matches();
        return added ? Stream.of(new RawField(name, encoded(text, name.length() + 2))) : Stream.empty();
    }

    /** Encodes a text as one line of ASCII, so that it cannot end the field and begin another field. */
    private static String encoded(String text, int used) {
        String line = text.strip().replaceAll("\\s+", " ");
        return LONG_WORD.matcher(line).find()
                ? EncoderUtil.encodeEncodedWord(line, EncoderUtil.Usage.TEXT_TOKEN, used)
                : EncoderUtil.encodeIfNecessary(line, EncoderUtil.Usage.TEXT_TOKEN, used);
    }

    /** The value of an InternetHeaders property that the item has only as a header field. */
    public static Optional<ItemProperty> property(ItemContent item, String key) {
        return name(key)
                .flatMap(name -> item.entries(MessageHeaders.ALL).stream()
                        .filter(header -> nameOf(header).equalsIgnoreCase(name))
                        .findFirst()
                        .map(header -> ItemProperty.extended(key, header.text())));
    }

    private static Optional<String> name(String key) {
        return key.startsWith(MimeSourceStore.HEADERS) && key.endsWith(TYPE)
                ? Optional.of(key.substring(MimeSourceStore.HEADERS.length(), key.length() - TYPE.length()))
                : Optional.empty();
    }

    private static String nameOf(XmlElement header) {
        return header.attribute("HeaderName", "");
    }

    /**
     * Requires that the header fields are not too long for sending.
     *
     * @throws org.s2slab.exchange.responsecode.EwsError ErrorMessageSizeExceeded if they are too long
     */
    public static void requireShort(ItemContent item) {
        int length = of(item).stream()
                .mapToInt(field -> field.getName().length() + field.getBody().length())
                .sum();
        ResponseCode.ErrorMessageSizeExceeded.throwIf(
                length > LARGEST,
                "The header fields of the message have " + length + " characters, at most " + LARGEST
                        + " are sent. Remove properties of the set InternetHeaders or fields of the MIME content.");
    }
}
