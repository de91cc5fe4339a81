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

/** Asks an Autodiscover service where a user's mailbox is served: by SOAP (GetUserSettings) or by plain XML ([MS-OXDSCLI]). */
public final class AutodiscoverClient {
    /** Redirects followed before the caller gives up; the Managed API allows ten, two are ever needed. */
    private static final int MAXIMUM_REDIRECTS = 3;

    private static final List<String> ADDRESSES = List.of(UserSettings.INTERNAL, UserSettings.EXTERNAL);

    private static final String OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/";
    private static final XmlNamespace REQUEST = new XmlNamespace("", OUTLOOK + "requestschema/2006");

    /** Of plain Autodiscover: no mailbox has the address. */
    private static final String NO_SUCH_ADDRESS = "500";

    private final PartnerClient partners;

    public AutodiscoverClient(PartnerClient partners) {
        this.partners = partners;
    }

    /** The address of the user's EWS by the SOAP service; fails with a Refusal that says what Autodiscover answered. */
    public Future<URI> bySoap(URI service, String smtp, AutodiscoverLimits settings, CallContext context) {
        return bySoap(service, smtp, settings, context, 0);
    }

    private Future<URI> bySoap(
            URI service, String smtp, AutodiscoverLimits settings, CallContext context, int redirects) {
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
     * Where the mailbox of an address is by the plain service. Fails with UNAVAILABLE, PARTNER_REFUSED or PARTNER_UNREACHABLE
     * where the service says neither that nor that there is no such address.
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
