package org.s2slab.sharepoint.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;
import org.s2slab.xml.XmlText;

/**
 * Exchange Web Services of a person, found by Autodiscover in the person's mail domain.
 *
 * <p>Fails with a Refusal: that of {@link PartnerClient}, or PARTNER_REFUSED whose detail begins with the EWS code when
 * Exchange answered a fault or an error. UNAVAILABLE says that Exchange was not reached or is busy and did nothing;
 * PARTNER_UNREACHABLE alone leaves open whether Exchange did it.
 */
public final class ExchangeServices {
    private static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
    private static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static final String OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/";

    /** Of plain Autodiscover: no mailbox has the address. */
    private static final String NO_SUCH_ADDRESS = "500";

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "text/xml; charset=utf-8", "Accept", "text/xml");

    /** The EWS code of an address that has no mailbox any more. */
    public static final String NO_MAILBOX = "ErrorNonExistentMailbox";

    private final PartnerClient partners;
    private final @Nullable String home;
    private final Map<String, URI> known = new ConcurrentHashMap<>();

    /** Where a person's mailbox is served, or why there is none; one of them. */
    private record Place(@Nullable URI ews, @Nullable Refusal absence) {
        static Place none(RefusalCode code, String why) {
            return new Place(null, new Refusal(code, why));
        }
    }

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
    public Future<XmlElement> perform(String operation, CallContext context) {
        return place(context)
                .compose(place -> place.ews() == null
                        ? Future.failedFuture(place.absence())
                        : partners.call(post(place.ews(), envelope(operation)), context))
                .map(ExchangeServices::response)
                .onFailure(failure -> forget(context, failure));
    }

    /**
     * Why the context's user has no mailbox: the deployment has no Exchange, or that has none for them. Empty where there is
     * one; fails where that cannot be found out.
     */
    public Future<Optional<Refusal>> absence(CallContext context) {
        return place(context).map(place -> Optional.ofNullable(place.absence()));
    }

    private Future<Place> place(CallContext context) {
        UserIdentifiers user = context.user();
        String smtp = user == null ? null : user.smtp();
        if (smtp == null) {
            return Future.succeededFuture(Place.none(
                    RefusalCode.UNAVAILABLE,
                    "there is no mailbox to look for: " + (user == null ? "no user" : user.label()) + " has no mail"));
        }
        URI url = known.get(smtp);
        return url != null ? Future.succeededFuture(new Place(url, null)) : find(smtp, context);
    }

    private Future<Place> find(String smtp, CallContext context) {
        String own = "autodiscover." + smtp.substring(smtp.indexOf('@') + 1);
        List<String> hosts = Stream.of(home, own)
                .filter(Objects::nonNull)
                .filter(partners::knows)
                .toList();
        Future<Place> found = Future.succeededFuture(Place.none(
                RefusalCode.UNAVAILABLE, "there is no Exchange for " + smtp + ": no host named '" + own + "'"));
        for (String host : hosts) {
            found = found.transform(
                    before -> before.succeeded() && before.result().ews() != null
                            ? Future.succeededFuture(before.result())
                            : discover(host, smtp, context));
        }
        return found.recover(failure -> Future.failedFuture(certain(failure))).onSuccess(place -> {
            if (place.ews() != null) {
                known.put(smtp, place.ews());
            }
        });
    }

    private Future<Place> discover(String host, String smtp, CallContext context) {
        URI autodiscover = URI.create("https://" + host + "/autodiscover/autodiscover.xml");
        String request = "<Autodiscover xmlns=\"" + OUTLOOK + "requestschema/2006\"><Request><EMailAddress>"
                + XmlText.escape(smtp) + "</EMailAddress><AcceptableResponseSchema>" + OUTLOOK
                + "responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>";
        return partners.call(post(autodiscover, request), context).map(answer -> placeIn(answer, smtp));
    }

    private static Place placeIn(PartnerResponse answer, String smtp) {
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
                return new Place(URI.create(url), null);
            }
        }
        String why = "Autodiscover knows no Exchange Web Services for " + smtp + ": "
                + response.textAt("Response", "Error", "Message");
        if (NO_SUCH_ADDRESS.equals(response.textAt("Response", "Error", "ErrorCode"))) {
            return Place.none(RefusalCode.PARTNER_REFUSED, why);
        }
        throw new Refusal(RefusalCode.PARTNER_REFUSED, why);
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

    private static XmlElement response(PartnerResponse answer) {
        if (answer.status() > 500) {
            throw new Refusal(RefusalCode.PARTNER_UNREACHABLE, "Exchange answered " + answer.status());
        }
        // A fault has 500; whatever else is no answer of EWS did nothing either.
        if (answer.status() >= 300 && answer.status() != 500) {
            throw new Refusal(RefusalCode.PARTNER_REFUSED, "Exchange answered " + answer.status());
        }
        XmlElement body = read(answer)
                .at("Body")
                .flatMap(found -> found.children().stream().findFirst())
                .orElseThrow(() -> new Refusal(
                        RefusalCode.PARTNER_UNREACHABLE,
                        "Exchange answered " + answer.status() + " without a SOAP body"));
        if (body.name().equals("Fault")) {
            throw error(body.textAt("detail", "ResponseCode"), body.textAt("faultstring"));
        }
        XmlElement message = body.at("ResponseMessages")
                .flatMap(messages -> messages.children().stream().findFirst())
                .orElse(body);
        if (message.attribute("ResponseClass").equals(Optional.of("Error"))) {
            throw error(message.textAt("ResponseCode"), message.textAt("MessageText"));
        }
        return message;
    }

    /** Fails with PARTNER_UNREACHABLE where it is no XML: no answer was read. */
    private static XmlElement read(PartnerResponse answer) {
        try {
            return XmlReader.read(answer.body().getBytes());
        } catch (XmlSyntaxException e) {
            throw new Refusal(RefusalCode.PARTNER_UNREACHABLE, "Exchange answered no XML: " + e.detail());
        }
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

    /** Whether a failure is Exchange's word that an EWS code names. */
    public static boolean isAbout(Throwable failure, String ewsCode) {
        return failure instanceof Refusal refusal && refusal.detail().startsWith(ewsCode + ":");
    }

    private void forget(CallContext context, Throwable failure) {
        UserIdentifiers user = context.user();
        boolean elsewhere = !(failure instanceof Refusal refusal)
                || refusal.code() == RefusalCode.PARTNER_UNREACHABLE
                || refusal.code() == RefusalCode.UNAVAILABLE
                || isAbout(refusal, NO_MAILBOX);
        if (user != null && user.smtp() != null && elsewhere) {
            known.remove(user.smtp());
        }
    }

    /** Nothing had been asked for yet, so nothing can have been done. */
    private static Throwable certain(Throwable failure) {
        return failure instanceof Refusal refusal && !refusal.code().definite()
                ? new Refusal(RefusalCode.UNAVAILABLE, "Exchange was not reached: " + refusal.detail()).because(refusal)
                : failure;
    }
}
