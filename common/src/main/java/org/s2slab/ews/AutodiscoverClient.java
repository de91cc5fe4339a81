package org.s2slab.ews;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.ews.MailboxLocator.Location;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;
import org.s2slab.xml.XmlWriter;

/** Queries Autodiscover for the server of a user's mailbox: by SOAP (GetUserSettings) or plain XML ([MS-OXDSCLI]). */
public record AutodiscoverClient(PartnerClient partners) {
    /** Maximum number of redirects. The Managed API allows ten, and at most two occur. */
    private static final int MAXIMUM_REDIRECTS = 3;

    private static final List<String> ADDRESSES = List.of(UserSettings.INTERNAL, UserSettings.EXTERNAL);

    private static final String OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/";
    private static final XmlNamespace REQUEST = new XmlNamespace("", OUTLOOK + "requestschema/2006");

    /** The plain XML error code for an address without mailbox. */
    private static final String NO_SUCH_ADDRESS = "500";

    /** Finds the user's EWS address by the SOAP service. A Refusal contains Autodiscover's response. */
    public Future<URI> bySoap(URI service, String smtp, AutodiscoverRedirectPolicy settings, CallContext context) {
        return bySoap(service, smtp, settings, context, 0);
    }

    private Future<URI> bySoap(
            URI service, String smtp, AutodiscoverRedirectPolicy settings, CallContext context, int redirects) {
        return partners.call(UserSettings.request(service, smtp, ADDRESSES), context)
                .compose(answer -> {
                    UserSettings user = saying(service, smtp, () -> UserSettings.of(answer));
                    String target = user.redirect();
                    if (user.code().equals("RedirectUrl") && target != null) {
                        URI next = settings.redirectedTo(target);
                        if (redirects >= MAXIMUM_REDIRECTS) {
                            throw new Refusal(
                                    RefusalCode.PARTNER_REFUSED,
                                    "Autodiscover redirects more than " + MAXIMUM_REDIRECTS + " times");
                        }
                        return bySoap(next, smtp, settings, context, redirects + 1);
                    }
                    if (user.code().equals("RedirectAddress") && target != null && redirects < MAXIMUM_REDIRECTS) {
                        return bySoap(service, target, settings, context, redirects + 1);
                    }
                    if (!user.isFound()) {
                        throw failed(service, smtp, user.error());
                    }
                    return Future.succeededFuture(saying(service, smtp, () -> user.url(ADDRESSES)));
                });
    }

    private static <T> T saying(URI service, String smtp, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal e) {
            throw failed(service, smtp, e.detail());
        }
    }

    private static Refusal failed(URI service, String smtp, String reason) {
        return new Refusal(
                RefusalCode.PARTNER_REFUSED,
                "GetUserSettings failed, smtpAddress=" + smtp + ", Autodiscover Uri=" + service + ", reason=" + reason);
    }

    /**
     * Finds the mailbox of an address by plain XML. Fails with UNAVAILABLE, PARTNER_REFUSED or PARTNER_UNREACHABLE if
     * the response neither names the mailbox nor says that the address does not exist.
     */
    public Future<Location> byPlainXml(URI service, String smtp, CallContext context) {
        String request = new XmlWriter()
                .open(REQUEST, "Autodiscover")
                .open(REQUEST, "Request")
                .element(REQUEST, "EMailAddress", smtp)
                .element(REQUEST, "AcceptableResponseSchema", OUTLOOK + "responseschema/2006a")
                .close()
                .close()
                .document();
        return partners.call(
                        new PartnerRequest(HttpMethod.POST, service, EwsCodec.HEADERS, Buffer.buffer(request)), context)
                .map(answer -> location(answer, smtp));
    }

    private static Location location(PartnerResponse answer, String smtp) {
        if (answer.status() != 200) {
            throw new Refusal(
                    answer.status() >= 500 ? RefusalCode.UNAVAILABLE : RefusalCode.PARTNER_REFUSED,
                    "Autodiscover answered " + answer.status());
        }
        XmlElement response = read(answer);
        for (XmlElement protocol : response.at("Response", "Account")
                .map(account -> account.children("Protocol"))
                .orElse(List.of())) {
            String url = protocol.textAt("EwsUrl");
            if (url != null && url.startsWith("https://")) {
                return Location.at(URI.create(url));
            }
        }
        String why = "Autodiscover knows no Exchange Web Services for " + smtp + ": "
                + response.textAt("Response", "Error", "Message");
        if (NO_SUCH_ADDRESS.equals(response.textAt("Response", "Error", "ErrorCode"))) {
            return Location.none(RefusalCode.PARTNER_REFUSED, why);
        }
        throw new Refusal(RefusalCode.PARTNER_REFUSED, why);
    }

    private static XmlElement read(PartnerResponse answer) {
        try {
            return XmlReader.read(answer.body().getBytes());
        } catch (XmlSyntaxException e) {
            throw new Refusal(RefusalCode.PARTNER_UNREACHABLE, "Exchange answered no XML: " + e.detail());
        }
    }
}
