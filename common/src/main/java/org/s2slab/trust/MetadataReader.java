package org.s2slab.trust;

import static org.s2slab.trust.MetadataParser.unusable;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.OperationCounters;

/**
 * Fetches AuthMetadata documents, anonymously, from hosts of this deployment only (checks L1 to L4).
 *
 * <p>It refuses with METADATA_UNUSABLE and the rule's id: L1 the address, L2 a redirect, L3 time, size and form, L4 the
 * server's certificate, L7 a server that is unavailable or has no document.
 *
 * @param plainHttpAllowed the product's own switch for documents over plain HTTP (SharePoint's
 *     AllowMetadataOverHttp); false everywhere else
 */
public record MetadataReader(DeploymentHttpClient http, OperationCounters counters, boolean plainHttpAllowed) {
    /** Two seconds for the whole exchange, because a caller waits (check L3). */
    private static final DeploymentHttpClient.Limits LIMITS =
            new DeploymentHttpClient.Limits(Duration.ofSeconds(2), AuthMetadata.MAX_BYTES);

    /** Reads the document at an address; fails with METADATA_UNUSABLE. */
    public Future<AuthMetadata> read(URI url, CallContext context) {
        try {
            checkAddress(url);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        counters.increment(OperationCounters.METADATA_READS);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(HttpHeaders.ACCEPT, isFederation(url) ? FederationMetadataParser.TYPE : "application/json");
        return http.send(context.trace(), HttpMethod.GET, url, headers, null, LIMITS)
                .recover(failure -> Future.failedFuture(refusal(url, failure)))
                .map(answer -> {
                    checkAnswer(url, answer);
                    byte[] body = answer.body().getBytes();
                    AuthMetadata document =
                            isFederation(url) ? FederationMetadataParser.read(body) : AuthMetadata.parse(body);
                    if (document.issuanceEndpoint() != null) {
                        checkAddress(document.issuanceEndpoint());
                    }
                    return document;
                });
    }

    /** Checks that a document may be read from an address; throws METADATA_UNUSABLE by rule L1. */
    private void checkAddress(URI url) {
        checkRegistered(url, false);
    }

    /**
     * Checks an address at its registration.
     *
     * @param later whether the host may be unknown now, like an authorization server in a node's configuration; each
     *     read of the document looks up the host again
     */
    void checkRegistered(URI url, boolean later) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && plainHttpAllowed)) {
            throw unusable("L1", "'" + url + "' is not an https address");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw unusable("L1", "the address of '" + url.getHost() + "' carries user information or a fragment");
        }
        if (url.getHost() == null || !(later || http.knows(url.getHost()))) {
            throw unusable("L1", "'" + url + "' names no host of this deployment");
        }
        int port = scheme.equals("https") ? 443 : 80;
        if (url.getPort() != -1 && url.getPort() != port) {
            throw unusable(
                    "L1",
                    "'" + url + "' names port " + url.getPort() + "; documents are read from port " + port + " only");
        }
    }

    private static void checkAnswer(URI url, DeploymentHttpClient.Answer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            throw unusable(
                    "L2",
                    "'" + url + "' redirects to '" + answer.headers().get(HttpHeaders.LOCATION)
                            + "'; redirects are not followed, so register the document's own address");
        }
        if (status != 200) {
            throw unusable("L7", "'" + url + "' answered " + status + " instead of the document");
        }
        String expected = isFederation(url) ? FederationMetadataParser.TYPE : "application/json";
        if (!isOfType(expected, answer.headers().get(HttpHeaders.CONTENT_TYPE))) {
            throw unusable(
                    "L3",
                    Finding.of(
                            "'" + url + "' answered content of type '"
                                    + answer.headers().get(HttpHeaders.CONTENT_TYPE) + "'",
                            expected));
        }
    }

    /** Whether the registered address is one of federation metadata. The answer of a server never decides this. */
    private static boolean isFederation(URI url) {
        return String.valueOf(url.getPath()).toLowerCase(Locale.ROOT).endsWith("/federationmetadata.xml");
    }

    private static boolean isOfType(String expected, @Nullable String contentType) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        return type.equalsIgnoreCase(expected);
    }

    private static Throwable refusal(URI url, Throwable failure) {
        if (!(failure instanceof DeploymentHttpClient.NoAnswer none)) {
            return failure;
        }
        String rule = switch (none.why()) {
            case NO_SUCH_HOST -> "L1";
            case TOO_SLOW, TOO_LARGE -> "L3";
            case TLS -> "L4";
            case NOT_REACHED -> "L7";
        };
        return unusable(rule, "'" + url + "': " + none.detail());
    }
}
