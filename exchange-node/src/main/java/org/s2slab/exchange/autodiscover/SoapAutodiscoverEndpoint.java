package org.s2slab.exchange.autodiscover;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.http.Endpoint;
import org.s2slab.http.MediaTypes;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/** The Autodiscover endpoint for SOAP (GetUserSettings), as used by Lync's storage service and the EWS Managed API. */
public final class SoapAutodiscoverEndpoint implements Endpoint {
    private static final String PATH = "(?i)/autodiscover/autodiscover\\.svc";
    private static final String OPERATION = "GetUserSettings";

    /** Users of one request that the product answers for. */
    private static final int MOST_USERS = 100;

    private final AutodiscoverLookup mailboxes;
    private final MailboxSettings settings;
    private final IdGenerator ids;
    private final String host;

    /** @param host the host that serves Exchange Web Services */
    public SoapAutodiscoverEndpoint(MailboxDirectory mailboxes, String host, IdGenerator ids) {
        this.mailboxes = new AutodiscoverLookup(mailboxes);
        this.settings = new MailboxSettings(host);
        this.host = host;
        this.ids = ids;
    }

    @Override
    public Set<String> bodyTypes() {
        return MediaTypes.XML;
    }

    @Override
    public void mount(Router router) {
        router.postWithRegex(PATH).handler(this::serve);
    }

    private void serve(RoutingContext request) {
        Buffer body = request.body().buffer();
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/xml; charset=utf-8")
                .putHeader("request-id", ids.uuid())
                .putHeader("X-FEServer", host)
                .putHeader("X-CalculatedBETarget", host);
        try {
            request.response().end(answer(body == null ? new byte[0] : body.getBytes()));
        } catch (XmlSyntaxException e) {
            request.response()
                    .setStatusCode(500)
                    .end(SoapSettingsWriter.fault("InternalServiceFault", "The request cannot be read: " + e.detail()));
        }
    }

    private String answer(byte[] document) {
        Optional<XmlElement> message = XmlReader.read(document)
                .at("Body")
                .flatMap(body -> body.children().stream().findFirst());
        Optional<XmlElement> asked = message.filter(
                        found -> found.is(SoapSettingsWriter.NAMESPACE, OPERATION + "RequestMessage"))
                .flatMap(found -> found.child("Request"));
        if (asked.isEmpty()) {
            String name = message.map(XmlElement::name).orElse("nothing");
            throw new XmlSyntaxException(
                    message.map(XmlElement::place).orElse(SoapSettingsWriter.START),
                    "it holds " + name + ", expected " + OPERATION + "RequestMessage with a Request.");
        }
        List<String> users = texts(asked.get(), "Users", "User", "Mailbox");
        List<String> names = texts(asked.get(), "RequestedSettings", "Setting");
        if (users.isEmpty() || names.isEmpty()) {
            return SoapSettingsWriter.invalidRequest("The request needs at least one user and one setting.");
        }
        if (users.size() > MOST_USERS) {
            return SoapSettingsWriter.invalidRequest("The request has more than " + MOST_USERS + " users.");
        }
        return SoapSettingsWriter.settings(
                users.stream()
                        .map(user -> new SoapSettingsWriter.Answer(user, mailboxes.byAddress(user.strip()), names))
                        .toList(),
                settings);
    }

    /** The texts of the elements along a path whose last two steps repeat. */
    private static List<String> texts(XmlElement request, String list, String entry, String... inside) {
        return request.child(list).stream()
                .flatMap(found -> found.children(entry).stream())
                .flatMap(found -> found.at(inside).stream())
                .map(XmlElement::text)
                .toList();
    }
}
