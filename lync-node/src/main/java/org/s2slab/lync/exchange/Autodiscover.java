package org.s2slab.lync.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.lync.oauth.OAuthConfiguration;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;
import org.s2slab.xml.XmlText;

/** Asks Exchange's SOAP Autodiscover service where a user's mailbox is served (GetUserSettings). */
final class Autodiscover {
    /** Redirects followed before Lync gives up; the Managed API allows ten, two are ever needed. */
    private static final int MAXIMUM_REDIRECTS = 3;

    private static final String NAMESPACE = "http://schemas.microsoft.com/exchange/2010/Autodiscover";

    private final PartnerClient partners;

    Autodiscover(PartnerClient partners) {
        this.partners = partners;
    }

    /** The address of the user's EWS; fails with a Refusal that says what Autodiscover answered. */
    Future<URI> ewsUrl(OAuthConfiguration configuration, String smtp, CallContext context) {
        URI service = configuration.exchangeAutodiscoverUrl();
        if (service == null) {
            Refusal refusal = new Refusal(
                    RefusalCode.UNAVAILABLE,
                    "ExchangeAutodiscoverUrl is not set, so Lync knows no Exchange; set it by"
                            + " Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl <address>");
            return partners.cannotCall("exchange", refusal, context);
        }
        return ask(configuration, service, smtp, context, 0);
    }

    private Future<URI> ask(
            OAuthConfiguration configuration, URI service, String smtp, CallContext context, int redirects) {
        var request = new PartnerRequest(
                HttpMethod.POST,
                service,
                Map.of("Content-Type", "text/xml; charset=utf-8", "SOAPAction", '"' + action() + '"'),
                Buffer.buffer(envelope(service, smtp)));
        return partners.call(request, context).compose(response -> {
            String location = response.status() / 100 == 3 ? response.headers().get("Location") : null;
            if (location != null) {
                return redirect(configuration, location, smtp, context, redirects);
            }
            XmlElement user = userResponse(service, smtp, response);
            String code = user.textAt("ErrorCode");
            String target = user.textAt("RedirectTarget");
            if ("RedirectUrl".equals(code) && target != null) {
                return redirect(configuration, target, smtp, context, redirects);
            }
            if ("RedirectAddress".equals(code) && target != null && redirects < MAXIMUM_REDIRECTS) {
                return ask(configuration, service, target, context, redirects + 1);
            }
            if (code != null && !"NoError".equals(code)) {
                throw failed(service, smtp, code + ": " + user.textAt("ErrorMessage"));
            }
            return Future.succeededFuture(url(service, smtp, user));
        });
    }

    private Future<URI> redirect(
            OAuthConfiguration configuration, String target, String smtp, CallContext context, int redirects) {
        URI uri;
        try {
            uri = OAuthConfiguration.autodiscoverUrl(target);
        } catch (Refusal e) {
            throw new Refusal(
                    RefusalCode.PARTNER_REFUSED,
                    "Autodiscover redirects to an address Lync does not take: " + e.detail());
        }
        if (!configuration.allowsRedirectTo(uri.getHost())) {
            throw new Refusal(
                    RefusalCode.PARTNER_REFUSED,
                    "Autodiscover redirects to '" + uri.getHost() + "', which is not among"
                            + " ExchangeAutodiscoverAllowedDomains " + configuration.allowedDomains());
        }
        if (redirects >= MAXIMUM_REDIRECTS) {
            throw new Refusal(
                    RefusalCode.PARTNER_REFUSED, "Autodiscover redirects more than " + MAXIMUM_REDIRECTS + " times");
        }
        return ask(configuration, uri, smtp, context, redirects + 1);
    }

    private static XmlElement userResponse(URI service, String smtp, PartnerResponse response) {
        if (response.status() != 200) {
            throw failed(service, smtp, "HTTP status " + response.status());
        }
        try {
            XmlElement answer = XmlReader.read(response.body().getBytes());
            String error =
                    answer.find("Response").map(r -> r.textAt("ErrorCode")).orElse(null);
            if (error != null && !"NoError".equals(error)) {
                throw failed(service, smtp, error);
            }
            return answer.find("UserResponse")
                    .orElseThrow(() -> failed(service, smtp, "the answer has no UserResponse"));
        } catch (XmlSyntaxException e) {
            throw failed(service, smtp, "the answer is not XML: " + e.detail());
        }
    }

    private static URI url(URI service, String smtp, XmlElement user) {
        String internal = setting(user, "InternalEwsUrl");
        String url = internal == null ? setting(user, "ExternalEwsUrl") : internal;
        if (url == null) {
            throw failed(service, smtp, "neither InternalEwsUrl nor ExternalEwsUrl is available for this user");
        }
        try {
            URI uri = URI.create(url);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw failed(service, smtp, "the EWS address '" + url + "' is not an address");
        }
        throw failed(service, smtp, "the EWS address '" + url + "' is not an https address");
    }

    private static @Nullable String setting(XmlElement user, String name) {
        return user.at("UserSettings").stream()
                .flatMap(settings -> settings.children("UserSetting").stream())
                .filter(setting -> name.equals(setting.textAt("Name")))
                .map(setting -> setting.textAt("Value"))
                .findFirst()
                .orElse(null);
    }

    private static Refusal failed(URI service, String smtp, String reason) {
        return new Refusal(
                RefusalCode.PARTNER_REFUSED,
                "GetUserSettings failed, smtpAddress=" + smtp + ", Autodiscover Uri=" + service + ", reason=" + reason);
    }

    private static String action() {
        return NAMESPACE + "/Autodiscover/GetUserSettings";
    }

    private static String envelope(URI service, String smtp) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="%s" \
                xmlns:wsa="http://www.w3.org/2005/08/addressing"><soap:Header>\
                <a:RequestedServerVersion>Exchange2013</a:RequestedServerVersion>\
                <wsa:Action>%s</wsa:Action><wsa:To>%s</wsa:To></soap:Header><soap:Body>\
                <a:GetUserSettingsRequestMessage><a:Request><a:Users><a:User><a:Mailbox>%s</a:Mailbox></a:User></a:Users>\
                <a:RequestedSettings><a:Setting>InternalEwsUrl</a:Setting><a:Setting>ExternalEwsUrl</a:Setting>\
                </a:RequestedSettings></a:Request></a:GetUserSettingsRequestMessage></soap:Body></soap:Envelope>""".formatted(NAMESPACE, action(), XmlText.escape(service.toString()), XmlText.escape(smtp));
    }
}
