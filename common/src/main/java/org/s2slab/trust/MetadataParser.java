package org.s2slab.trust;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;

/** Parses AuthMetadata documents in the forms of four products and their editions. */
final class MetadataParser {
    /** Maximum nesting; no product nests deeper than four. */
    private static final int MAX_DEPTH = 8;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MetadataParser() {}

    static AuthMetadata read(byte[] document) {
        JsonNode root = json(document);
        Name issuer = Name.of(text(root, "issuer"));
        String serviceName = text(root, "serviceName");
        if (serviceName == null && issuer == null) {
            throw unusable("L5", "the document names neither 'issuer' nor 'serviceName'");
        }
        if (serviceName != null && issuer != null && !serviceName.equals(issuer.id())) {
            throw unusable(
                    "L5", "'serviceName' is '" + serviceName + "' but 'issuer' is a name of '" + issuer.id() + "'");
        }
        String id = issuer == null ? String.valueOf(serviceName) : issuer.id();
        String realm = realm(concrete(text(root, "realm")), issuer == null ? null : concrete(issuer.realm()));
        try {
            new PrincipalId(id, realm == null ? "*" : realm);
        } catch (IllegalArgumentException e) {
            throw unusable("L5", e.getMessage());
        }
        return new AuthMetadata(id, realm, MetadataKeys.signing(member(root, "keys")), issuance(root));
    }

    /** The first endpoint of the protocol OAuth2 that issues tokens. Only authorization servers have one. */
    private static @Nullable URI issuance(JsonNode root) {
        JsonNode endpoints = member(root, "endpoints");
        if (endpoints == null) {
            return null;
        }
        for (JsonNode endpoint : endpoints) {
            String location = text(endpoint, "location");
            if (location != null && says(endpoint, "protocol", "OAuth2") && says(endpoint, "usage", "issuance")) {
                return httpsAddress(location);
            }
        }
        return null;
    }

    private static boolean says(JsonNode endpoint, String name, String value) {
        return value.equalsIgnoreCase(text(endpoint, name));
    }

    private static URI httpsAddress(String location) {
        try {
            URI address = new URI(location);
            if ("https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Refused below, like any other text that is not an https address.
        }
        throw unusable("L1", Finding.of("tokens are issued at '" + location + "'", "an https address"));
    }

    private static @Nullable String realm(@Nullable String stated, @Nullable String inIssuer) {
        if (stated != null && inIssuer != null && !stated.equals(inIssuer)) {
            throw unusable("L5", "'realm' is '" + stated + "' but 'issuer' names the realm '" + inIssuer + "'");
        }
        return stated == null ? inIssuer : stated;
    }

    private static JsonNode json(byte[] document) {
        if (document.length > AuthMetadata.MAX_BYTES) {
            throw unusable(
                    "L3",
                    "the document has " + document.length + " bytes, at most " + AuthMetadata.MAX_BYTES + " are read");
        }
        JsonNode root;
        try {
            // Decodes UTF-8 strictly, because Jackson would guess other encodings and skip malformed bytes.
            root = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString());
        } catch (CharacterCodingException e) {
            throw unusable("L3", "the document is not UTF-8");
        } catch (JsonProcessingException e) {
            throw unusable("L3", "the document is not acceptable JSON: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw unusable("L3", "the document is not a JSON object");
        }
        refuseTwins(root);
        return root;
    }

    /** Refuses names that differ only in case. Names are read without case, so such members are duplicates. */
    private static void refuseTwins(JsonNode node) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!names.add(member.getKey().toLowerCase(Locale.ROOT))) {
                throw unusable("L3", "the member '" + member.getKey() + "' occurs twice");
            }
        }
        node.forEach(MetadataParser::refuseTwins);
    }

    /** The member of an object by its name without case, or null. */
    static @Nullable JsonNode member(@Nullable JsonNode object, String name) {
        if (object == null) {
            return null;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue().isNull() ? null : member.getValue();
            }
        }
        return null;
    }

    /** A member that is a string, or null where it is missing or empty. */
    static @Nullable String text(@Nullable JsonNode object, String name) {
        JsonNode value = member(object, name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw unusable("L3", "the member '" + name + "' is not a string");
        }
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    /** The realm, or null for {@code *}, which means any realm. */
    private static @Nullable String concrete(@Nullable String realm) {
        return "*".equals(realm) ? null : realm;
    }

    static Refusal unusable(String rule, @Nullable String detail) {
        return unusable(rule, Finding.of(String.valueOf(detail)));
    }

    static Refusal unusable(String rule, Finding finding) {
        return new Refusal(RefusalCode.METADATA_UNUSABLE, rule, finding);
    }

    /** {@code id@realm}, where the realm may be missing or {@code *}. */
    private record Name(String id, @Nullable String realm) {
        static @Nullable Name of(@Nullable String issuer) {
            if (issuer == null) {
                return null;
            }
            int at = issuer.indexOf('@');
            if (at == 0 || at != issuer.lastIndexOf('@') || issuer.endsWith("@")) {
                throw unusable("L5", Finding.of("'issuer' is '" + issuer + "'", "id@realm"));
            }
            return at < 0 ? new Name(issuer, null) : new Name(issuer.substring(0, at), issuer.substring(at + 1));
        }
    }
}
