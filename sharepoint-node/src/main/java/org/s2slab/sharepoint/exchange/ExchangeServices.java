package org.s2slab.sharepoint.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/**
 * Exchange Web Services of a person, found by Autodiscover in the person's mail domain.
 *
 * <p>Fails with a Refusal: that of {@link PartnerClient}, or PARTNER_REFUSED whose detail begins with the EWS code when
 * Exchange answered a fault or an error. PARTNER_UNREACHABLE alone leaves open whether Exchange did it.
 */
public final class ExchangeServices {
    private static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
    private static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static final String OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/";
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "text/xml; charset=utf-8", "Accept", "text/xml");

    private final PartnerClient partners;
    private final @Nullable String home;
    private final Map<String, URI> known = new ConcurrentHashMap<>();

    /**
     * @param home the Autodiscover host that is asked before the one of a person's mail domain, or null: SharePoint Online
     *     knows where Exchange Online's is
     */
    public ExchangeServices(PartnerClient partners, @Nullable String home) {
        this.partners = partners;
        this.home = home;
    }

    /**
     * Runs one EWS operation for the context's user and gives its response element; of several response messages the
     * first.
     *
     * @param operation the operation's element, with the prefixes {@code m} and {@code t}
     */
    public Future<Xml> perform(String operation, CallContext context) {
        return ewsUrl(context)
                .compose(url -> partners.call(post(url, envelope(operation)), context))
                .map(ExchangeServices::response)
                .onFailure(failure -> forget(context, failure));
    }

    private Future<URI> ewsUrl(CallContext context) {
        UserIdentifiers user = context.user();
        String smtp = user == null ? null : user.smtp();
        if (smtp == null) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.UNAVAILABLE,
                    "there is no mailbox to look for: " + (user == null ? "no user" : user.label()) + " has no mail"));
        }
        URI url = known.get(smtp);
        if (url != null) {
            return Future.succeededFuture(url);
        }
        String host = "autodiscover." + smtp.substring(smtp.indexOf('@') + 1);
        Future<URI> found = home == null
                ? discover(host, smtp, context)
                : discover(home, smtp, context).recover(elsewhere -> discover(host, smtp, context));
        return found.recover(failure -> Future.failedFuture(certain(failure))).onSuccess(ews -> known.put(smtp, ews));
    }

    private Future<URI> discover(String host, String smtp, CallContext context) {
        URI autodiscover = URI.create("https://" + host + "/autodiscover/autodiscover.xml");
        String request = "<Autodiscover xmlns=\"" + OUTLOOK + "requestschema/2006\"><Request><EMailAddress>"
                + Xml.escaped(smtp) + "</EMailAddress><AcceptableResponseSchema>" + OUTLOOK
                + "responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>";
        return partners.call(post(autodiscover, request), context).map(answer -> ewsUrlIn(answer, smtp));
    }

    private static URI ewsUrlIn(PartnerResponse answer, String smtp) {
        Xml response = Xml.read(answer.body().getBytes());
        for (Xml protocol : response.at("Response", "Account")
                .map(account -> account.children("Protocol"))
                .orElse(java.util.List.of())) {
            String url = protocol.textAt("EwsUrl");
            if (url != null && url.startsWith("https://")) {
                return URI.create(url);
            }
        }
        throw new Refusal(
                RefusalCode.PARTNER_REFUSED,
                "Autodiscover knows no Exchange Web Services for " + smtp + ": "
                        + response.textAt("Response", "Error", "Message"));
    }

    private static PartnerRequest post(URI url, String body) {
        return new PartnerRequest(
                HttpMethod.POST, url, HEADERS, Buffer.buffer("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + body));
    }

    private static String envelope(String operation) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"" + TYPES
                + "\" xmlns:m=\"" + MESSAGES + "\"><soap:Header><t:RequestServerVersion Version=\"Exchange2013\"/>"
                + "</soap:Header><soap:Body>" + operation + "</soap:Body></soap:Envelope>";
    }

    private static Xml response(PartnerResponse answer) {
        if (answer.status() == 502 || answer.status() == 503 || answer.status() == 504) {
            throw new Refusal(RefusalCode.PARTNER_UNREACHABLE, "Exchange answered " + answer.status());
        }
        Xml body = Xml.read(answer.body().getBytes())
                .at("Body")
                .flatMap(found -> found.children().stream().findFirst())
                .orElseThrow(() -> new Refusal(
                        RefusalCode.PARTNER_REFUSED, "Exchange answered " + answer.status() + " without a SOAP body"));
        if (body.name().equals("Fault")) {
            throw error(body.textAt("detail", "ResponseCode"), body.textAt("faultstring"));
        }
        Xml message = body.at("ResponseMessages")
                .flatMap(messages -> messages.children().stream().findFirst())
                .orElse(body);
        if (message.attribute("ResponseClass").equals("Error")) {
            throw error(message.textAt("ResponseCode"), message.textAt("MessageText"));
        }
        return message;
    }

    /** An internal error leaves open whether Exchange did it; a busy server did nothing. */
    private static Refusal error(@Nullable String code, @Nullable String text) {
        RefusalCode kind = switch (code == null ? "Fault" : code) {
            case "ErrorServerBusy", "ErrorMailboxStoreUnavailable" -> RefusalCode.UNAVAILABLE;
            case "ErrorInternalServerError", "ErrorInternalServerTransientError", "ErrorTimeoutExpired" ->
                RefusalCode.PARTNER_UNREACHABLE;
            default -> RefusalCode.PARTNER_REFUSED;
        };
        return new Refusal(kind, (code == null ? "Fault" : code) + ": Exchange says: " + text);
    }

    private void forget(CallContext context, Throwable failure) {
        UserIdentifiers user = context.user();
        boolean elsewhere = !(failure instanceof Refusal refusal)
                || refusal.code() == RefusalCode.PARTNER_UNREACHABLE
                || refusal.code() == RefusalCode.UNAVAILABLE;
        if (user != null && user.smtp() != null && elsewhere) {
            known.remove(user.smtp());
        }
    }

    /** Nothing had been asked for yet, so nothing can have been done. */
    private static Throwable certain(Throwable failure) {
        return failure instanceof Refusal refusal && !refusal.code().definite()
                ? new Refusal(RefusalCode.UNAVAILABLE, "Exchange was not reached: " + refusal.detail())
                : failure;
    }
}
