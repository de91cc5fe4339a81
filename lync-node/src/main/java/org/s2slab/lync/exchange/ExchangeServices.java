package org.s2slab.lync.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.lync.oauth.OAuthConfiguration;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/** Exchange's web services for one user at a time: found by Autodiscover, called with a token for that user. */
public final class ExchangeServices {
    private static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";

    private final PartnerClient partners;
    private final Autodiscover autodiscover;
    private final Supplier<OAuthConfiguration> configuration;
    private final Map<Place, URI> known = new ConcurrentHashMap<>();

    /** Where a user's mailbox was found, under which configuration. */
    private record Place(OAuthConfiguration configuration, String smtp) {}

    public ExchangeServices(PartnerClient partners, Supplier<OAuthConfiguration> configuration) {
        this.partners = partners;
        this.autodiscover = new Autodiscover(partners);
        this.configuration = configuration;
    }

    /** Whether an administrator said where Exchange is. */
    public boolean configured() {
        return configuration.get().exchangeAutodiscoverUrl() != null;
    }

    /** The address of the user's EWS, asked once per user and configuration. */
    public Future<URI> ewsUrl(CallContext context) {
        UserIdentifiers user = context.user();
        String smtp = user == null ? null : user.smtp();
        if (smtp == null) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.UNAVAILABLE,
                    "the user has no mail address, so there is no mailbox to look for: "
                            + (user == null ? "-" : user.label())));
        }
        Place place = new Place(configuration.get(), smtp);
        URI url = known.get(place);
        return url != null
                ? Future.succeededFuture(url)
                : autodiscover.ewsUrl(place.configuration(), smtp, context).onSuccess(found -> known.put(place, found));
    }

    /** Asks Autodiscover again, whatever is known. */
    public Future<URI> findAgain(CallContext context) {
        UserIdentifiers user = context.user();
        known.keySet().removeIf(place -> user != null && place.smtp().equals(user.smtp()));
        return ewsUrl(context);
    }

    /** A failure that may mean that the mailbox is elsewhere now: the next call asks Autodiscover again. */
    private void forget(CallContext context, Throwable failure) {
        UserIdentifiers user = context.user();
        boolean perhapsElsewhere =
                !(failure instanceof Refusal refusal) || refusal.code().family() == RefusalCode.Family.INTERNAL;
        if (user != null && user.smtp() != null && perhapsElsewhere) {
            known.keySet().removeIf(place -> place.smtp().equals(user.smtp()));
        }
    }

    /**
     * Runs one EWS operation for the context's user and gives its response element.
     *
     * <p>Fails with a Refusal: that of {@link PartnerClient}, or one whose detail begins with the EWS code when
     * Exchange answered a fault or an error. After PARTNER_UNREACHABLE it is open whether Exchange did it.
     *
     * @param operation the operation's element, with the prefixes {@code m} and {@code t}
     */
    Future<XmlElement> perform(String operation, CallContext context) {
        return performEach(operation, context).compose(answers -> answers.get(0));
    }

    /**
     * Runs one EWS operation on several things and gives what Exchange answered for each of them, at least for one, in the
     * order asked. Fails as {@link #perform} does where there is one answer to all.
     */
    Future<List<Future<XmlElement>>> performEach(String operation, CallContext context) {
        return ewsUrl(context)
                .compose(url -> partners.call(
                        new PartnerRequest(
                                HttpMethod.POST,
                                url,
                                Map.of("Content-Type", "text/xml; charset=utf-8", "Accept", "text/xml"),
                                Buffer.buffer(envelope(operation))),
                        context))
                .map(ExchangeServices::answers)
                .onSuccess(answers -> answers.forEach(answer -> answer.onFailure(failure -> forget(context, failure))))
                .onFailure(failure -> forget(context, failure));
    }

    private static String envelope(String operation) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"" + TYPES
                + "\" xmlns:m=\"" + MESSAGES + "\"><soap:Header><t:RequestServerVersion Version=\"Exchange2013\"/>"
                + "</soap:Header><soap:Body>" + operation + "</soap:Body></soap:Envelope>";
    }

    private static List<Future<XmlElement>> answers(PartnerResponse response) {
        XmlElement body = body(response);
        XmlElement first = body.children().isEmpty() ? null : body.children().get(0);
        if (first == null) {
            throw new Refusal(RefusalCode.PARTNER_REFUSED, "EWS answered " + response.status() + " with an empty body");
        }
        if (first.name().equals("Fault")) {
            throw fault(first);
        }
        List<XmlElement> messages =
                first.at("ResponseMessages").map(XmlElement::children).orElse(List.of());
        return (messages.isEmpty() ? List.of(first) : messages)
                .stream().map(ExchangeServices::answer).toList();
    }

    private static Future<XmlElement> answer(XmlElement message) {
        return message.attribute("ResponseClass").equals(Optional.of("Error"))
                ? Future.failedFuture(EwsError.of(message.textAt("ResponseCode"), message.textAt("MessageText")))
                : Future.succeededFuture(message);
    }

    private static XmlElement body(PartnerResponse response) {
        try {
            return XmlReader.read(response.body().getBytes())
                    .at("Body")
                    .orElseThrow(() -> notSoap(response, "there is no SOAP body"));
        } catch (XmlSyntaxException e) {
            throw notSoap(response, e.detail());
        }
    }

    private static Refusal notSoap(PartnerResponse response, String why) {
        RefusalCode code = response.status() >= 500 ? RefusalCode.UNAVAILABLE : RefusalCode.PARTNER_REFUSED;
        return new Refusal(code, "EWS answered HTTP status " + response.status() + " without a SOAP answer: " + why);
    }

    private static Refusal fault(XmlElement fault) {
        String code = fault.textAt("detail", "ResponseCode");
        if (code == null) {
            String faultCode = fault.textAt("faultcode");
            code = faultCode == null ? null : faultCode.substring(faultCode.indexOf(':') + 1);
        }
        return EwsError.of(code, fault.textAt("faultstring"));
    }
}
