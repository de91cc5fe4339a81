package org.s2slab.lync.oauth;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.AutodiscoverRedirectPolicy;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * The only OAuth configuration, which is global (Set-CsOAuthConfiguration).
 *
 * @param realm the realm of Lync's tokens (default: the default SIP domain; online: the tenant)
 * @param serviceName Lync's application principal id
 * @param exchangeAutodiscoverUrl Exchange's SOAP Autodiscover service, or null if no Exchange is configured
 * @param exchangeAutodiscoverAllowedDomains hosts to which Autodiscover may redirect, as the administrator wrote them:
 *     {@code *.contoso.com;*.fabrikam.com}
 */
public record OAuthConfiguration(
        String realm,
        String serviceName,
        @Nullable URI exchangeAutodiscoverUrl,
        @Nullable String exchangeAutodiscoverAllowedDomains)
        implements AutodiscoverRedirectPolicy {

    /**
     * Parses the value of ExchangeAutodiscoverUrl.
     *
     * @throws Refusal PARAMETER_INVALID unless it is an https URL that ends in {@code autodiscover.svc}
     */
    public static URI autodiscoverUrl(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw refused(text, "it is not an address");
        }
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw refused(text, "it must be an absolute https address");
        }
        String path = uri.getPath() == null ? "" : uri.getPath().toLowerCase(Locale.ROOT);
        if (!path.endsWith("/autodiscover.svc")) {
            throw refused(
                    text,
                    "it must end in 'autodiscover.svc', the SOAP service; Lync does not use 'autodiscover.xml'."
                            + " Example: https://autodiscover.contoso.com/autodiscover/autodiscover.svc");
        }
        return uri;
    }

    private static Refusal refused(String text, String why) {
        return Refusal.invalid(
                "Cannot bind parameter 'ExchangeAutodiscoverUrl'. '" + text + "' is not acceptable: " + why + ".");
    }

    @Override
    public URI redirectedTo(String address) {
        URI service;
        try {
            service = autodiscoverUrl(address);
        } catch (Refusal e) {
            throw new Refusal(
                    RefusalCode.PARTNER_REFUSED,
                    "Autodiscover redirects to an address Lync does not take: " + e.detail());
        }
        if (!allowsRedirectTo(service.getHost())) {
            throw new Refusal(
                    RefusalCode.PARTNER_REFUSED,
                    "Autodiscover redirects to '" + service.getHost() + "', which is not among"
                            + " ExchangeAutodiscoverAllowedDomains " + allowedDomains());
        }
        return service;
    }

    /** Whether Autodiscover may redirect Lync to this host; without allowed domains, no redirect is allowed. */
    private boolean allowsRedirectTo(String host) {
        String requested = host.toLowerCase(Locale.ROOT);
        return allowedDomains().stream().anyMatch(pattern -> matches(pattern, requested));
    }

    /** The separate patterns of the allowed domains, in lower case. */
    private List<String> allowedDomains() {
        if (exchangeAutodiscoverAllowedDomains == null) {
            return List.of();
        }
        return Arrays.stream(exchangeAutodiscoverAllowedDomains.split("[;,\\s\"]+", -1))
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }
}
