package org.s2slab.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;

/**
 * A parsed, unverified token in compact form (RFC 7515 section 7.1): the faults of its text and, if it could be read,
 * its header, its claims and its signature.
 */
final class CompactToken {
    /**
     * Maximum number of characters: a header field has at most 8 KiB (check A6). Tokens inside tokens have the same
     * limit.
     */
    static final int LONGEST = 8192;

    /**
     * Maximum number of characters of a client library's assertion: it is in a form, and may have a certificate chain.
     */
    static final int LONGEST_OF_LIBRARY = 32_768;

    /** Maximum number of characters of a cached header. Longer ones come from attackers and are parsed each time. */
    private static final int LONGEST_KNOWN_HEADER = 160;

    /** Headers without fault, by their text. All tokens of a partner have the same two headers. */
    private static final BoundedCache<String, JsonMembers> KNOWN_HEADERS = new BoundedCache<>(1_000);

    private static final byte[] NOTHING = {};

    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] bytes;
    private final int signedLength;
    private byte[] signature = NOTHING;
    private @Nullable JsonMembers header;
    private @Nullable JsonMembers payload;
    private @Nullable Finding partsFault;
    private @Nullable Finding alphabetFault;
    private @Nullable Finding textFault;
    private @Nullable Finding structureFault;

    private CompactToken(byte[] bytes, int signedLength) {
        this.bytes = bytes;
        this.signedLength = signedLength;
    }

    /** Parses any text; never fails. */
    static CompactToken of(String text) {
        return of(text, bytesOf(text));
    }

    /** @param bytes the same text by {@link #bytesOf} */
    static CompactToken of(String text, byte[] bytes) {
        return of(text, bytes, false);
    }

    /**
     * Parses an assertion. Some senders pad {@code x5t}. Its value is read without the padding, so that a certificate
     * has one thumbprint. The text itself stays unchanged.
     *
     * @param library whether a client library made it; its header may contain a certificate chain, which is ignored
     */
    static CompactToken ofAssertion(String text, boolean library) {
        CompactToken assertion = of(text, bytesOf(text), library);
        JsonMembers header = assertion.header;
        int index = header == null ? -1 : header.indexOf("x5t");
        if (header != null && index >= 0 && header.text(index).endsWith("=")) {
            String padded = header.text(index);
            assertion.header = header.with(index, padded.substring(0, padded.length() - 1));
        }
        return assertion;
    }

    /** The text as ISO-8859-1. Any other character becomes a question mark, which no valid token contains (B1). */
    static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static CompactToken of(String text, byte[] bytes, boolean library) {
        int longest = library ? LONGEST_OF_LIBRARY : LONGEST;
        int first = text.indexOf('.');
        int second = first < 0 ? -1 : text.indexOf('.', first + 1);
        CompactToken token = new CompactToken(bytes, Math.max(second, 0));
        if (text.length() > longest) {
            token.partsFault = Finding.of("has " + text.length() + " characters", "at most " + longest);
        } else if (second < 0 || text.indexOf('.', second + 1) >= 0) {
            token.partsFault = Finding.of("has not exactly two dots", "header.payload.signature");
        } else {
            token.decode(text.substring(0, first), second, library);
        }
        return token;
    }

    private void decode(String head, int second, boolean library) {
        header = library ? headerOfLibrary(head) : knownHeader(head);
        byte[] body = part("payload", head.length() + 1, second);
        byte[] tail = part("signature", second + 1, bytes.length);
        if (alphabetFault != null || body == null || tail == null) {
            return;
        }
        signature = tail;
        payload = read("payload", body, "");
    }

    private @Nullable JsonMembers headerOfLibrary(String text) {
        byte[] json = part("header", 0, text.length());
        return json == null ? null : read("header", json, "x5c");
    }

    private @Nullable JsonMembers knownHeader(String text) {
        JsonMembers known = KNOWN_HEADERS.get(text);
        if (known != null) {
            return known;
        }
        byte[] json = part("header", 0, text.length());
        JsonMembers read = json == null ? null : read("header", json, "");
        if (read != null && textFault == null && structureFault == null && text.length() <= LONGEST_KNOWN_HEADER) {
            KNOWN_HEADERS.put(text, read);
        }
        return read;
    }

    private byte @Nullable [] part(String name, int from, int to) {
        byte[] decoded = Base64Url.decode(bytes, from, to);
        if (decoded == null && alphabetFault == null) {
            alphabetFault = Base64Url.fault(bytes, from, to).after("the " + name + " ");
        }
        return decoded;
    }

    private @Nullable JsonMembers read(String name, byte[] json, String unread) {
        JsonReader.Reading reading = JsonReader.read(json, unread);
        if (reading.textFault() != null && textFault == null) {
            textFault = Finding.of("the " + name + " " + reading.textFault());
        }
        if (reading.structureFault() != null && structureFault == null) {
            structureFault = Finding.of("the " + name + " " + reading.structureFault());
        }
        return reading.object();
    }

    /** The fault of the number of parts or the length (B5), or null. */
    @Nullable
    Finding partsFault() {
        return partsFault;
    }

    /** The fault of the spelling of the parts (B1), or null. */
    @Nullable
    Finding alphabetFault() {
        return alphabetFault;
    }

    /** The fault of the characters (B2), or null. */
    @Nullable
    Finding textFault() {
        return textFault;
    }

    /** The fault of the JSON (B3), or null. */
    @Nullable
    Finding structureFault() {
        return structureFault;
    }

    /** Whether both header and payload could be parsed, with or without faults. */
    boolean isReadable() {
        return header != null && payload != null;
    }

    /** The header's members; IllegalStateException if the text could not be parsed (a text rule refuses first). */
    JsonMembers header() {
        return readable(header);
    }

    /** The payload's members; see {@link #header}. */
    JsonMembers payload() {
        return readable(payload);
    }

    private static JsonMembers readable(@Nullable JsonMembers members) {
        if (members == null) {
            throw new IllegalStateException("a token whose text could not be read was looked into");
        }
        return members;
    }

    /** A claim that is a list of texts; empty if it is absent or of another type. It is parsed at each call. */
    List<String> texts(String claim) {
        if (!payload().has(claim)) {
            return List.of();
        }
        int begin = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('.') + 1;
        byte[] json = Base64Url.decode(bytes, begin, signedLength);
        try {
            List<String> texts = new ArrayList<>();
            for (JsonNode value : JSON.readTree(json).path(claim)) {
                if (!value.isTextual()) {
                    return List.of();
                }
                texts.add(value.textValue());
            }
            return List.copyOf(texts);
        } catch (IOException e) {
            throw new IllegalStateException("a payload that was read is JSON", e);
        }
    }

    /** The decoded signature; empty when the token has none. */
    byte[] signature() {
        return signature;
    }

    /** The input of the signature: header and payload as written, with the dot. */
    byte[] signedBytes() {
        return Arrays.copyOf(bytes, signedLength);
    }

    /** The value of {@code alg}, or null when it is missing or no string. */
    @Nullable
    String algorithm() {
        return header().string("alg");
    }
}
