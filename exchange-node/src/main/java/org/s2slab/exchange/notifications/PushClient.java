package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.trust.DeploymentHttpClient;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/** Posts notifications to the listeners of push subscriptions, on this machine or on a configured host. */
public final class PushClient {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The limits of one notification: its duration, and the size of its response (normally 400 bytes). */
    private static final DeploymentHttpClient.Limits LIMITS =
            new DeploymentHttpClient.Limits(Duration.ofSeconds(30), 64 * 1024);

    private final DeploymentHttpClient http;
    private final Set<String> hosts;

    /** @param hosts the permitted hosts other than this machine */
    public PushClient(DeploymentHttpClient http, List<String> hosts) {
        this.http = http;
        this.hosts = Set.copyOf(hosts.stream().map(PushClient::lower).toList());
    }

    /**
     * Reads the URL of a subscription.
     *
     * @throws EwsError ErrorInvalidPushSubscriptionUrl if the text is not an HTTP URL, or its host is not permitted
     */
    URI allowed(String text) {
        try {
            URI url = new URI(text.strip());
            String host = lower(String.valueOf(url.getHost()));
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getUserInfo() == null && (LOOPBACK.contains(host) || hosts.contains(host))) {
                return url;
            }
            throw new EwsError(
                    ResponseCode.ErrorInvalidPushSubscriptionUrl,
                    "The server does not call '" + text.strip()
                            + "'. It calls http and https on this machine, and on the"
                            + " hosts of the key push-hosts in its configuration.");
        } catch (URISyntaxException e) {
            throw new EwsError(ResponseCode.ErrorInvalidPushSubscriptionUrl);
        }
    }

    /** Posts a notification. Returns whether the listener wants further notifications. Fails on an invalid response. */
    Future<Boolean> post(URI url, String document) {
        boolean local = LOOPBACK.contains(lower(url.getHost()));
        int port = url.getPort() > 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        InetSocketAddress address = local
                ? new InetSocketAddress(url.getHost().equals("[::1]") ? "::1" : "127.0.0.1", port)
                : InetSocketAddress.createUnresolved(url.getHost(), port);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", "text/xml; charset=utf-8")
                .add("SOAPAction", "\"" + NotificationXml.SEND_NOTIFICATION + "\"");
        return http.send(HttpMethod.POST, url, headers, Buffer.buffer(document), LIMITS, address)
                .compose(PushClient::status);
    }

    private static Future<Boolean> status(DeploymentHttpClient.Answer answer) {
        if (answer.status() != 200) {
            return Future.failedFuture("status " + answer.status());
        }
        try {
            String status = XmlReader.read(answer.body().getBytes())
                    .tree()
                    .filter(element -> element.name().equals("SubscriptionStatus"))
                    .map(element -> element.text().strip())
                    .findFirst()
                    .orElse("no SubscriptionStatus");
            return switch (status) {
                case "OK" -> Future.succeededFuture(true);
                case "Unsubscribe" -> Future.succeededFuture(false);
                default -> Future.failedFuture(status);
            };
        } catch (XmlSyntaxException e) {
            return Future.failedFuture(e.detail());
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
