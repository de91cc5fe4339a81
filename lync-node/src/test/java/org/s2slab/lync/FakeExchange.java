package org.s2slab.lync;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.Tls;
import org.s2slab.testing.EwsSchema;
import org.s2slab.testing.TestKeys;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlText;

/** An Exchange for tests of Lync: challenge, metadata, Autodiscover and IM lists, and every way of not answering. */
final class FakeExchange {
    static final List<String> HOSTS = List.of("exchange.contoso.com", "autodiscover.contoso.com");

    /** What happens to the EWS call that is to break. */
    enum Break {
        /** The connection is lost before anything was done. */
        BEFORE,
        /** It is done, but the answer is lost. */
        AFTER,
        /** Exchange says that it is busy. */
        BUSY
    }

    private final Map<String, FakeImList> lists = new ConcurrentHashMap<>();
    private final Map<String, FakeItems> mailboxes = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;
    private final AtomicInteger callsUntilBreak = new AtomicInteger(-1);
    private volatile Break kind = Break.BEFORE;
    private volatile boolean away;
    private volatile @Nullable String diagnostics;
    private volatile String trusted = "00000004-0000-0ff1-ce00-000000000000@contoso.com";
    private volatile @Nullable String redirectTo;

    FakeExchange start(Vertx vertx, Path key, Path certificate) {
        server = vertx.createHttpServer(Tls.server(key, certificate))
                .requestHandler(request -> request.body().onSuccess(body -> handle(request, body)))
                .listen(0, "127.0.0.1")
                .await();
        return this;
    }

    int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    FakeImList listOf(String smtp) {
        return lists.computeIfAbsent(smtp, address -> new FakeImList());
    }

    FakeItems itemsOf(String smtp) {
        return mailboxes.computeIfAbsent(smtp, address -> new FakeItems());
    }

    /** The operations asked for, in order, since the last time this was asked. */
    List<String> calls() {
        List<String> asked = new ArrayList<>(calls);
        calls.clear();
        return asked;
    }

    /** Lets {@code number} EWS calls through and breaks the one after them, once. */
    void breakAfter(int number, Break how) {
        kind = how;
        callsUntilBreak.set(number);
    }

    boolean brokeAlready() {
        return callsUntilBreak.get() < 0;
    }

    void away(boolean gone) {
        away = gone;
    }

    /** Refuses every token from now on, saying this; null for no longer. */
    void refuse(@Nullable String reason) {
        diagnostics = reason;
    }

    /** Says in its challenge whom it trusts from now on. */
    void trusts(String issuers) {
        trusted = issuers;
    }

    /** Sends Autodiscover's callers on to this address. */
    void redirect(String url) {
        redirectTo = url;
    }

    private void handle(HttpServerRequest request, Buffer body) {
        String path = request.path().toLowerCase(Locale.ROOT);
        if (away) {
            request.connection().close();
        } else if (path.equals("/autodiscover/metadata/json/1")) {
            request.response()
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .end(metadata().toBuffer());
        } else if (request.getHeader("Authorization") == null
                || request.getHeader("Authorization").length() < 10
                || diagnostics != null) {
            challenge(request.response());
        } else if (path.equals("/autodiscover/autodiscover.svc")) {
            calls.add("GetUserSettings@" + request.authority().host());
            autodiscover(request.response());
        } else {
            ews(request, body);
        }
    }

    private void challenge(HttpServerResponse response) {
        if (diagnostics != null) {
            response.putHeader("x-ms-diagnostics", diagnostics);
        }
        response.setStatusCode(401)
                .putHeader(
                        "WWW-Authenticate",
                        "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                                + " trusted_issuers=\"" + trusted + "\","
                                + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\"")
                .end();
    }

    private void autodiscover(HttpServerResponse response) {
        String redirect = redirectTo == null ? "" : "<a:RedirectTarget>" + redirectTo + "</a:RedirectTarget>";
        String code = redirectTo == null ? "NoError" : "RedirectUrl";
        redirectTo = null;
        response.end("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:a='urn:a'><s:Body>"
                + "<a:GetUserSettingsResponseMessage><a:Response><a:ErrorCode>NoError</a:ErrorCode><a:UserResponses>"
                + "<a:UserResponse><a:ErrorCode>" + code + "</a:ErrorCode>" + redirect
                + "<a:UserSettings><a:UserSetting><a:Name>InternalEwsUrl</a:Name>"
                + "<a:Value>https://exchange.contoso.com/EWS/Exchange.asmx</a:Value></a:UserSetting></a:UserSettings>"
                + "</a:UserResponse></a:UserResponses></a:Response></a:GetUserSettingsResponseMessage>"
                + "</s:Body></s:Envelope>");
    }

    private void ews(HttpServerRequest request, Buffer body) {
        Optional<String> violation = EwsSchema.violation(body.getBytes());
        if (violation.isPresent()) {
            calls.add("malformed");
            fault(request, "ErrorSchemaValidation", "The request failed schema validation: " + violation.get());
            return;
        }
        XmlElement operation = operation(body);
        calls.add(operation.name());
        if (itemsOf(userOf(request)).refusesCall(operation)) {
            fault(request, "ErrorSchemaValidation", "The request failed schema validation.");
            return;
        }
        boolean breaks = callsUntilBreak.getAndUpdate(left -> Math.max(left - 1, -1)) == 0;
        if (breaks && kind == Break.BEFORE) {
            request.connection().close();
            return;
        }
        if (breaks && kind == Break.BUSY) {
            fault(request, "ErrorServerBusy", "Busy.");
            return;
        }
        String answer = perform(operation, userOf(request));
        if (breaks) {
            request.connection().close();
        } else {
            request.response().end(envelope(answer));
        }
    }

    private String perform(XmlElement operation, String user) {
        String element = "m:" + operation.name() + "Response";
        if (Set.of("CreateItem", "CreateAttachment", "GetItem", "DeleteItem", "Subscribe", "GetEvents", "Unsubscribe")
                .contains(operation.name())) {
            return itemsOf(user).perform(operation);
        }
        try {
            return "<" + element + " ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode>"
                    + listOf(user).perform(operation) + "</" + element + ">";
        } catch (FakeImList.EwsRefusal e) {
            return "<" + element + " ResponseClass='Error'><m:MessageText>Refused.</m:MessageText><m:ResponseCode>"
                    + e.getMessage() + "</m:ResponseCode></" + element + ">";
        }
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:m='urn:m' xmlns:t='urn:t'><s:Body>"
                + body + "</s:Body></s:Envelope>";
    }

    private static XmlElement operation(Buffer body) {
        return XmlReader.read(body.getBytes())
                .at("Body")
                .orElseThrow()
                .children()
                .get(0);
    }

    /** The whole call is refused, as the node does: HTTP 500 with a fault. */
    private static void fault(HttpServerRequest request, String code, String text) {
        request.response()
                .setStatusCode(500)
                .end(envelope("<s:Fault><faultcode>a:" + code + "</faultcode><faultstring>" + XmlText.escape(text)
                        + "</faultstring><detail><ResponseCode>" + code + "</ResponseCode></detail></s:Fault>"));
    }

    /** The user the outer token names. */
    private static String userOf(HttpServerRequest request) {
        String token = request.getHeader("Authorization").substring("Bearer ".length());
        JsonObject claims = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1])));
        return claims.getString("smtp");
    }

    private static JsonObject metadata() {
        SigningKey key = TestKeys.exchange();
        String id = "00000002-0000-0ff1-ce00-000000000000";
        try {
            return new JsonObject()
                    .put("id", "_1")
                    .put("version", "1.0")
                    .put("name", "Exchange")
                    .put("realm", "contoso.com")
                    .put("serviceName", id)
                    .put("issuer", id + "@contoso.com")
                    .put("allowedAudiences", new JsonArray().add(id + "@contoso.com"))
                    .put(
                            "keys",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("usage", "signing")
                                            .put("keyinfo", new JsonObject().put("x5t", key.x5t()))
                                            .put(
                                                    "keyvalue",
                                                    new JsonObject()
                                                            .put("type", "x509Certificate")
                                                            .put(
                                                                    "value",
                                                                    Base64.getEncoder()
                                                                            .encodeToString(key.certificate()
                                                                                    .getEncoded())))))
                    .put("endpoints", new JsonArray());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
