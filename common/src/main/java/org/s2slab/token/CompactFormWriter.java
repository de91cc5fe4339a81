package org.s2slab.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Map;

/** Writes the parts of a token: JSON without spaces, members in the order of the map, base64url without padding. */
final class CompactFormWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private CompactFormWriter() {}

    static String part(Map<String, ?> members) {
        try {
            return part(JSON.writeValueAsBytes(members));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts and numbers is always JSON", e);
        }
    }

    static String part(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
