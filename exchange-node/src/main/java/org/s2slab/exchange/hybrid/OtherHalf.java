package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.ews.EwsNames;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;
import org.s2slab.xml.XmlWriter;

/**
 * Asks another Exchange: Autodiscover by SOAP, and Exchange Web Services.
 *
 * <p>Fails with a Refusal: that of {@link PartnerClient}, or PARTNER_REFUSED with what the other server answered.
 */
public final class OtherHalf {
    private static final XmlNamespace AUTODISCOVER =
            new XmlNamespace("a", "http://schemas.microsoft.com/exchange/2010/Autodiscover");
    private static final XmlNamespace ADDRESSING = new XmlNamespace("wsa", "http://www.w3.org/2005/08/addressing");
    private static final String GET_USER_SETTINGS = AUTODISCOVER.uri() + "/Autodiscover/GetUserSettings";

    /** The setting by which an Exchange tells another one where its web services are. */
    private static final String EWS_URL = "ExternalEwsUrl";

    private static final Map<String, String> SOAP =
            Map.of("Content-Type", "text/xml; charset=utf-8", "Accept", "text/xml");

    private final PartnerClient partners;

    public OtherHalf(PartnerClient partners) {
        this.partners = partners;
    }

    /** Where Exchange Web Services of a recipient are, by the Autodiscover service of a connector. */
    Future<URI> ewsUrl(URI service, String smtp, CallContext context) {
        return partners.call(userSettings(service, smtp), context).map(answer -> ewsUrlIn(answer, smtp));
    }

    /** What an EWS operation answers: the response's element. */
    Future<XmlElement> answer(PartnerRequest request, CallContext context) {
        return partners.call(request, context).map(answer -> {
            XmlElement first = body(answer).children().stream()
                    .findFirst()
                    .orElseThrow(() -> refused("it answered " + answer.status() + " with an empty SOAP body"));
            if (first.name().equals("Fault")) {
                throw refused("it answered " + answer.status() + ": "
                        + first.at("detail", "ResponseCode")
                                .map(XmlElement::text)
                                .orElse("a fault") + ": "
                        + first.childText("faultstring").orElse(""));
            }
            return first;
        });
    }

    /** GetUserSettings for one address. */
    static PartnerRequest userSettings(URI service, String smtp) {
        XmlWriter xml = new XmlWriter().open(EwsNames.SOAP, "Envelope");
        xml.open(EwsNames.SOAP, "Header")
                .element(AUTODISCOVER, "RequestedServerVersion", "Exchange2013")
                .element(ADDRESSING, "Action", GET_USER_SETTINGS)
                .element(ADDRESSING, "To", service.toString())
                .close();
        xml.open(EwsNames.SOAP, "Body").open(AUTODISCOVER, "GetUserSettingsRequestMessage");
        xml.open(AUTODISCOVER, "Request").open(AUTODISCOVER, "Users").open(AUTODISCOVER, "User");
        xml.element(AUTODISCOVER, "Mailbox", smtp).close().close();
        xml.open(AUTODISCOVER, "RequestedSettings")
                .element(AUTODISCOVER, "Setting", EWS_URL)
                .close();
        return post(service, xml.close().close().close().close().document());
    }

    /** What GetUserSettings says of Exchange Web Services. */
    static URI ewsUrlIn(PartnerResponse answer, String smtp) {
        XmlElement user = body(answer)
                .at("GetUserSettingsResponseMessage", "Response", "UserResponses", "UserResponse")
                .orElseThrow(() -> refused("Autodiscover answered " + answer.status() + " without settings of a user"));
        String code = user.childText("ErrorCode").orElse("NoError");
        if (!code.equals("NoError")) {
            throw refused("Autodiscover does not find '" + smtp + "': " + code + ": "
                    + user.childText("ErrorMessage").orElse(""));
        }
        String url = user.child("UserSettings").stream()
                .flatMap(settings -> settings.children("UserSetting").stream())
                .filter(setting -> EWS_URL.equals(setting.childText("Name").orElse("")))
                .flatMap(setting -> setting.childText("Value").stream())
                .findFirst()
                .orElseThrow(() -> refused("Autodiscover names no " + EWS_URL + " of '" + smtp + "'"));
        if (!url.startsWith("https://")) {
            throw refused("Autodiscover names the " + EWS_URL + " '" + url + "', which is no https address");
        }
        return URI.create(url);
    }

    /** One EWS operation, written into the body of an envelope. */
    static PartnerRequest ews(URI url, Consumer<XmlWriter> operation) {
        return ews(url, Optional.empty(), operation);
    }

    /** The same for a time zone of its header. */
    static PartnerRequest ews(URI url, Optional<XmlElement> timeZone, Consumer<XmlWriter> operation) {
        XmlWriter xml = new XmlWriter().open(EwsNames.SOAP, "Envelope");
        xml.open(EwsNames.SOAP, "Header")
                .open(EwsNames.TYPES, "RequestServerVersion")
                .attribute("Version", "Exchange2013")
                .close();
        timeZone.ifPresent(zone -> xml.open(EwsNames.TYPES, "TimeZoneContext")
                .copy(zone, EwsNames.TYPES)
                .close());
        xml.close().open(EwsNames.SOAP, "Body");
        operation.accept(xml);
        return post(url, xml.close().close().document());
    }

    /** The first element of a SOAP body. */
    static XmlElement body(PartnerResponse answer) {
        try {
            return XmlReader.read(answer.body().getBytes())
                    .at("Body")
                    .orElseThrow(() -> refused("it answered " + answer.status() + " without a SOAP body"));
        } catch (XmlSyntaxException e) {
            throw refused("it answered " + answer.status() + " and no XML: " + e.detail());
        }
    }

    private static PartnerRequest post(URI url, String body) {
        return new PartnerRequest(HttpMethod.POST, url, SOAP, Buffer.buffer(body));
    }

    static Refusal refused(String detail) {
        return new Refusal(RefusalCode.PARTNER_REFUSED, detail);
    }
}
