package org.s2slab.sharepoint.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.HostAndPort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses a batch (OData 3.0, batch processing): a multipart body with a request or a change set in each part. A change
 * set is a multipart body of requests. If one of them fails, SharePoint does not undo the others (<a
 * href="https://learn.microsoft.com/sharepoint/dev/sp-add-ins/make-batch-requests-with-the-rest-apis">batches</a>).
 *
 * <p>The whole batch is read as ISO-8859-1, one character per byte, because a part may be a binary file.
 *
 * @param hosts the hosts that addresses of parts may have
 */
record BatchParser(Set<String> hosts) {
    /** A parser for a batch that was sent to this host. Its parts may name the host with or without the port. */
    static BatchParser at(HostAndPort authority) {
        return new BatchParser(Stream.of(authority.host(), authority.toString())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    }

    /** Maximum number of queries and change sets in a batch. */
    static final int MOST_PARTS = 100;

    /** Maximum number of requests in one change set, and also of all requests in a batch. */
    static final int MOST_OPERATIONS = 1000;

    /** Maximum number of characters in the address of a part. The same limit applies to the address of a request. */
    private static final int LONGEST_ADDRESS = 4096;

    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)\\s*multipart/mixed\\s*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?");
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,10}) +(\\S+) +HTTP/1\\.1\\s*");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https://([^/?#]+)(/.*)");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /**
     * A request in a batch.
     *
     * @param address the path and the query
     */
    record Part(String method, String address, MultiMap headers, Buffer body) {
        RestRequest request() {
            return RestRequest.ofPart(address, method, headers, body);
        }
    }

    /** The header fields of a part, and the rest of the part. */
    private record Section(MultiMap headers, String content) {}

    List<Part> parts(RestRequest batch) {
        String boundary = boundary(batch.header("Content-Type"));
        Buffer body = batch.body();
        if (boundary == null || body == null) {
            throw RestError.query("The content of a batch is multipart/mixed with a boundary.");
        }
        List<Part> parts = new ArrayList<>();
        for (String text : split(body.toString(StandardCharsets.ISO_8859_1), boundary, MOST_PARTS, "batch message")) {
            Section section = section(text);
            String changes = boundary(section.headers().get("Content-Type"));
            if (changes == null) {
                parts.add(part(section, true));
            } else {
                for (String change : split(section.content(), changes, MOST_OPERATIONS, "change set")) {
                    parts.add(part(section(change), false));
                }
            }
            if (parts.size() > MOST_OPERATIONS) {
                throw tooMany("batch message", MOST_OPERATIONS);
            }
        }
        return parts;
    }

    private static @Nullable String boundary(@Nullable String contentType) {
        Matcher found = BOUNDARY.matcher(contentType == null ? "" : contentType);
        return found.matches() ? (found.group(1) == null ? found.group(2) : found.group(1)) : null;
    }

    /** The texts between boundary lines. Each begins with a line break. Two more hyphens end the last line. */
    private static List<String> split(String text, String boundary, int most, String what) {
        List<String> parts = new ArrayList<>();
        String line = "--" + boundary;
        int begin = -1;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String one = text.substring(at, next).strip();
            if (one.equals(line) || one.equals(line + "--")) {
                if (begin >= 0) {
                    parts.add(text.substring(begin, at).replaceFirst("\\r?\\n\\z", ""));
                }
                if (one.endsWith(boundary + "--") && !one.equals(line)) {
                    return parts;
                }
                begin = next;
                if (parts.size() == most) {
                    throw tooMany(what, most);
                }
            }
            at = next;
        }
        throw RestError.query("The last boundary of the " + what + " is missing.");
    }

    private static RestError tooMany(String what, int most) {
        return RestError.query("The current " + what + " contains too many parts. At most " + most + " are allowed.");
    }

    /** Parses the header fields at the beginning of a text. An empty line ends the header fields. */
    private static Section section(String text) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        int at = 0;
        while (true) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            if (line.isBlank()) {
                return new Section(headers, text.substring(at));
            }
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0));
            if (!FIELD_NAME.matcher(name).matches() || headers.contains(name)) {
                throw RestError.query("A part of the batch has a header field that is not valid.");
            }
            headers.set(name, line.substring(colon + 1).strip());
        }
    }

    private Part part(Section section, boolean isQuery) {
        String type = section.headers().get("Content-Type");
        String content = section.content().stripLeading();
        int end = content.indexOf('\n');
        Matcher line = REQUEST_LINE.matcher(end < 0 ? content : content.substring(0, end));
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/http") || !line.matches()) {
            throw RestError.query("A part of the batch is not a request of the type application/http.");
        }
        if (isQuery != line.group(1).equals("GET")) {
            throw RestError.query("An operation with the method '" + line.group(1) + "' "
                    + (isQuery ? "belongs into a change set" : "does not belong into a change set") + ".");
        }
        Section request = section(end < 0 ? "" : content.substring(end + 1));
        return new Part(
                line.group(1),
                address(new String(bytes(line.group(2)), StandardCharsets.UTF_8)),
                request.headers(),
                Buffer.buffer(bytes(request.content())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String address(String given) {
        Matcher absolute = ABSOLUTE.matcher(given);
        boolean own = absolute.matches() && hosts.contains(absolute.group(1).toLowerCase(Locale.ROOT));
        if (given.length() > LONGEST_ADDRESS || !(own || given.startsWith("/"))) {
            throw RestError.query("The address of a part of the batch is not one of this server.");
        }
        return own ? absolute.group(2) : given;
    }
}
