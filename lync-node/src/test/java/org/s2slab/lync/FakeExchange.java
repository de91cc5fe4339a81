package org.s2slab.lync;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.HostsFile;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakeEws;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Seen;
import org.s2slab.testing.FakeResponse;
import org.s2slab.testing.TestIssuers;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;
import org.s2slab.testing.TestTokens;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.ValidationProfile;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** An Exchange for tests of Lync: challenge, metadata, Autodiscover and IM lists, and every way of not answering. */
final class FakeExchange {
    private static final String METADATA = "/autodiscover/metadata/json/1";
    private static final List<String> HOSTS = List.of("exchange.contoso.com", "autodiscover.contoso.com");

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
    private final TestIssuers trusted = new TestIssuers();
    private final AtomicInteger callsUntilBreak = new AtomicInteger(-1);
    private volatile Break kind = Break.BEFORE;
    private volatile boolean away;
    private volatile @Nullable String diagnostics;
    private volatile String issuers = TestTokens.LYNC.toString();
    private volatile @Nullable String redirectTo;
    final FakePartner server;

    FakeExchange(Vertx vertx, HostsFile hosts, HttpServerOptions tls, Clock clock, List<UserAccount> people) {
        trusted.trust(TestTokens.LYNC, TestKeys.lync(), TrustLevel.FULL, false);
        trusted.trust(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key(), TrustLevel.FULL, true);
        trusted.vouchFor(
                new PrincipalId(TestTokens.LYNC.id(), FakeAuthorizationServer.TENANT), true, TrustLevel.FULL, 0);
        people.forEach(person -> trusted.user(person, TestTokens.REALM));
        var self = new ServiceIdentity(TestTokens.EXCHANGE, Set.of(TestTokens.REALM), Set.copyOf(HOSTS));
        server = FakePartner.secure(vertx, hosts, tls, HOSTS.toArray(String[]::new))
                .trusting(new FakePartner.Trust(self, ValidationProfile.EXCHANGE, trusted, clock, this::challenge));
        server.interruption = this::interrupts;
        server.forAnyone(
                        HttpMethod.GET,
                        METADATA,
                        FakePartner.json(
                                TestMetadata.document(TestTokens.EXCHANGE.id(), TestTokens.REALM, TestKeys.exchange())))
                .forPartners(
                        HttpMethod.POST,
                        "/autodiscover/autodiscover\\.svc",
                        FakeEws.soapAutodiscover(trusted.users::containsKey, this::autodiscover))
                .forPartners(HttpMethod.POST, "/ews/exchange\\.asmx", FakeEws.operation(this::ews));
    }

    /** Lync has a further certificate, which Exchange learns. */
    void learns(SigningKey key) {
        Objects.requireNonNull(trusted.certificates.get(TestTokens.LYNC)).add(key.certificate());
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
    void trusts(String named) {
        issuers = named;
    }

    /** Sends Autodiscover's callers on to this address. */
    void redirect(String url) {
        redirectTo = url;
    }

    private boolean interrupts(String path, HttpServerResponse response) {
        if (away) {
            response.reset();
        } else if (diagnostics != null && !path.equals(METADATA)) {
            response.setStatusCode(401)
                    .putHeader("x-ms-diagnostics", diagnostics)
                    .putHeader("WWW-Authenticate", challenge())
                    .end();
        }
        return away || response.ended();
    }

    private String challenge() {
        return "Bearer client_id=\"" + TestTokens.EXCHANGE.id() + "\", trusted_issuers=\"" + issuers
                + "\", token_types=\"app_asserted_user_v1 service_asserted_app_v1\"";
    }

    private void autodiscover(Seen request, HttpServerResponse response) {
        calls.add("GetUserSettings@" + request.host());
        String redirect = redirectTo == null ? "" : "<a:RedirectTarget>" + redirectTo + "</a:RedirectTarget>";
        String code = redirectTo == null ? "NoError" : "RedirectUrl";
        redirectTo = null;
        FakeEws.settings(
                        "NoError",
                        "<a:UserResponse><a:ErrorCode>" + code + "</a:ErrorCode>" + redirect
                                + "<a:UserSettings><a:UserSetting><a:Name>InternalEwsUrl</a:Name>"
                                + "<a:Value>https://exchange.contoso.com/EWS/Exchange.asmx</a:Value></a:UserSetting>"
                                + "</a:UserSettings></a:UserResponse>")
                .send(response);
    }

    private void ews(Seen request, HttpServerResponse response) {
        XmlElement operation = operation(request.body());
        calls.add(operation.name());
        String user = request.mailbox();
        if (itemsOf(user).refusesCall(operation)) {
            FakeEws.fault("ErrorSchemaValidation", "The request failed schema validation.")
                    .send(response);
            return;
        }
        boolean breaks = callsUntilBreak.getAndUpdate(left -> Math.max(left - 1, -1)) == 0;
        if (breaks && kind == Break.BEFORE) {
            response.reset();
            return;
        }
        if (breaks && kind == Break.BUSY) {
            FakeEws.fault("ErrorServerBusy", "Busy.").send(response);
            return;
        }
        String answer = perform(operation, user);
        if (breaks) {
            response.reset();
        } else {
            FakeResponse.xml(200, FakeEws.envelope(answer)).send(response);
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

    private static XmlElement operation(Buffer body) {
        return XmlReader.read(body.getBytes())
                .at("Body")
                .orElseThrow()
                .children()
                .get(0);
    }
}
