package org.s2slab.ews;

import static org.s2slab.ews.EwsCodec.SOAP;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;
import org.s2slab.xml.XmlWriter;

/**
 * The Autodiscover settings of one user (GetUserSettings, [MS-OXWSADISC]).
 *
 * @param code the user's ErrorCode; NoError if the user has settings
 * @param message its ErrorMessage, or null
 * @param redirect the service (RedirectUrl) or address (RedirectAddress) for the next request, or null
 * @param values the settings by name
 */
public record UserSettings(
        String code, @Nullable String message, @Nullable String redirect, Map<String, String> values) {
    /** The setting with the EWS address for callers inside the organisation. */
    public static final String INTERNAL = "InternalEwsUrl";

    /** The setting with the EWS address for all other callers, other Exchange servers included. */
    public static final String EXTERNAL = "ExternalEwsUrl";

    private static final String NO_ERROR = "NoError";

    private static final XmlNamespace AUTODISCOVER =
            new XmlNamespace("a", "http://schemas.microsoft.com/exchange/2010/Autodiscover");
    private static final XmlNamespace ADDRESSING = new XmlNamespace("wsa", "http://www.w3.org/2005/08/addressing");
    private static final String ACTION = AUTODISCOVER.uri() + "/Autodiscover/GetUserSettings";

    /** A request for the settings of one address. */
    public static PartnerRequest request(URI service, String smtp, List<String> settings) {
        XmlWriter xml =
                new XmlWriter().open(SOAP, "Envelope").declare(AUTODISCOVER).declare(ADDRESSING);
        xml.open(SOAP, "Header")
                .element(AUTODISCOVER, "RequestedServerVersion", "Exchange2013")
                .element(ADDRESSING, "Action", ACTION)
                .element(ADDRESSING, "To", service.toString())
                .close();
        xml.open(SOAP, "Body").open(AUTODISCOVER, "GetUserSettingsRequestMessage");
        xml.open(AUTODISCOVER, "Request").open(AUTODISCOVER, "Users").open(AUTODISCOVER, "User");
        xml.element(AUTODISCOVER, "Mailbox", smtp).close().close();
        xml.open(AUTODISCOVER, "RequestedSettings");
        settings.forEach(setting -> xml.element(AUTODISCOVER, "Setting", setting));
        String document = xml.close().close().close().close().close().document();
        Map<String, String> headers = new HashMap<>(EwsCodec.HEADERS);
        headers.put("SOAPAction", '"' + ACTION + '"');
        return new PartnerRequest(HttpMethod.POST, service, headers, Buffer.buffer(document), "GetUserSettings");
    }

    /**
     * Parses a response.
     *
     * @throws Refusal PARTNER_REFUSED if the response has no result for a user
     */
    public static UserSettings of(PartnerResponse answer) {
        String location = answer.status() / 100 == 3 ? answer.headers().get("Location") : null;
        if (location != null) {
            return new UserSettings("RedirectUrl", null, location, Map.of());
        }
        if (answer.status() != 200) {
            throw refused("HTTP status " + answer.status());
        }
        XmlElement root = read(answer);
        String error = root.find("Response")
                .map(response -> response.textAt("ErrorCode"))
                .orElse(NO_ERROR);
        if (!error.equals(NO_ERROR)) {
            throw refused(error);
        }
        XmlElement user = root.find("UserResponse").orElseThrow(() -> refused("the answer has no UserResponse"));
        Map<String, String> values = new HashMap<>();
        user.at("UserSettings").map(XmlElement::children).orElse(List.of()).forEach(setting -> {
            String name = setting.textAt("Name");
            String value = setting.textAt("Value");
            if (name != null && value != null) {
                values.put(name, value);
            }
        });
        String code = user.textAt("ErrorCode");
        return new UserSettings(
                code == null ? NO_ERROR : code, user.textAt("ErrorMessage"), user.textAt("RedirectTarget"), values);
    }

    /** Whether the user has settings. */
    public boolean isFound() {
        return code.equals(NO_ERROR);
    }

    /** Code and message if the user has no settings. */
    public String error() {
        return message == null ? code : code + ": " + message;
    }

    private static XmlElement read(PartnerResponse answer) {
        try {
            return XmlReader.read(answer.body().getBytes());
        } catch (XmlSyntaxException e) {
            throw refused("the answer is not XML: " + e.detail());
        }
    }

    /**
     * The https address in the first of these settings that the user has.
     *
     * @throws Refusal PARTNER_REFUSED without such an address
     */
    public URI url(List<String> settings) {
        String url = settings.stream()
                .filter(values::containsKey)
                .map(values::get)
                .findFirst()
                .orElseThrow(() -> refused(
                        (settings.size() == 1 ? "no " + settings.get(0) : "neither " + String.join(" nor ", settings))
                                + " is available for this user"));
        try {
            URI uri = URI.create(url);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw refused("the EWS address '" + url + "' is not an address");
        }
        throw refused("the EWS address '" + url + "' is not an https address");
    }

    private static Refusal refused(String reason) {
        return new Refusal(RefusalCode.PARTNER_REFUSED, reason);
    }
}
