package org.s2slab.engine.checker;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.s2slab.engine.checker.KeptConnection.Reply;
import org.s2slab.engine.checker.plain.PlainCall;
import org.s2slab.engine.checker.plain.PlainForm;

/** One connection to each node, and the request that the checker sends to each product. */
final class NodeCalls implements AutoCloseable {
    private static final String FOLDER = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
            + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Body><m:GetFolder>"
            + "<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>"
            + "<m:FolderIds><t:DistinguishedFolderId Id=\"inbox\"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>";

    private static final Pattern INNER = Pattern.compile("\"(eyJ[^.]+)\\.([^.]+)\\.");

    private final Map<String, KeptConnection> connections = new HashMap<>();

    NodeCalls(CheckedDeployment deployment) {
        SSLSocketFactory tls = deployment.tls();
        deployment
                .topology()
                .nodes()
                .forEach(node -> connections.put(node.plan().name(), new KeptConnection(tls, node.port())));
    }

    /**
     * Sends a request to a service. The response shows the caller that the service has identified, and the request
     * changes nothing.
     */
    Reply send(String service, PlainCall call) throws IOException {
        StringBuilder request = new StringBuilder(
                switch (service) {
                    case "lync" -> "GET /Autodiscover/AutodiscoverService.svc/root/oauth/user";
                    case "exchange" -> "POST /EWS/Exchange.asmx";
                    default -> "GET /_api/web";
                });
        request.append(call.query().isEmpty() ? "" : "?" + call.query()).append(" HTTP/1.1\r\n");
        call.hosts().forEach(host -> request.append("Host: ").append(host).append("\r\n"));
        call.authorizations()
                .forEach(
                        field -> request.append("Authorization: ").append(field).append("\r\n"));
        if (service.equals("exchange")) {
            request.append("Content-Type: text/xml; charset=utf-8\r\nContent-Length: ")
                    .append(FOLDER.length())
                    .append("\r\n\r\n")
                    .append(FOLDER);
        } else {
            request.append("\r\n");
        }
        return exchange(service, request.toString());
    }

    /** Sends a token request to the authorization server. */
    Reply send(PlainForm form) throws IOException {
        String body = form.fields().stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
        return exchange(
                "authz",
                "POST " + form.path() + " HTTP/1.1\r\nHost: " + form.host()
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply exchange(String node, String request) throws IOException {
        return connections.get(node).exchange(request.getBytes(StandardCharsets.UTF_8));
    }

    /** The readable form of a request, with decoded tokens. These test tokens are not secret. */
    static String readable(PlainCall call) {
        StringBuilder text = new StringBuilder("Host " + call.hosts() + " ?" + call.query());
        for (String field : call.authorizations()) {
            text.append("\n  ").append(field);
            for (String part : field.substring(field.indexOf(' ') + 1).split("\\.", -1)) {
                text.append("\n    ").append(decoded(part));
            }
        }
        return text.toString();
    }

    /** The readable form of a token request. */
    static String readable(PlainForm form) {
        StringBuilder text = new StringBuilder("Host " + form.host() + " POST " + form.path());
        for (PlainForm.Field field : form.fields()) {
            text.append("\n  ").append(field.name()).append('=').append(field.value());
            if (field.name().endsWith("assertion")) {
                for (String part : field.value().split("\\.", -1)) {
                    text.append("\n    ").append(decoded(part));
                }
            }
        }
        return text.toString();
    }

    private static String decoded(String part) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
            Matcher inner = INNER.matcher(json);
            return json
                    + (inner.find() ? "\n      " + decoded(inner.group(1)) + "\n      " + decoded(inner.group(2)) : "");
        } catch (IllegalArgumentException e) {
            return "(no base64url) " + part;
        }
    }

    @Override
    public void close() throws IOException {
        for (KeptConnection connection : connections.values()) {
            connection.close();
        }
    }
}
