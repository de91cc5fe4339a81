package org.s2slab.exchange.autodiscover;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.MediaTypes;
import org.s2slab.validation.UserDirectory.Kind;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/** The Autodiscover endpoint for plain XML (POX), which mail clients and SIPE use. */
public final class PoxAutodiscoverEndpoint implements Endpoint {
    static final String PATH = "(?i)/autodiscover/autodiscover\\.xml";

    private final MailboxDirectory mailboxes;
    private final PoxResponseWriter document;

    /** @param host the host of EWS */
    public PoxAutodiscoverEndpoint(MailboxDirectory mailboxes, MailboxSettings settings, String host, Clock clock) {
        this.mailboxes = mailboxes;
        this.document = new PoxResponseWriter(host, settings, clock);
    }

    @Override
    public Set<String> bodyTypes() {
        return MediaTypes.XML;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, PATH).handler(this::serve);
        // Clients send GET to check that the service exists. The product responds with the error "Invalid Request".
        routes.routeWithRegex(HttpMethod.GET, PATH).handler(request -> send(request, document.invalidRequest()));
    }

    private void serve(RoutingContext request) {
        Buffer body = request.body().buffer();
        send(request, answer(body == null ? new byte[0] : body.getBytes()));
    }

    private String answer(byte[] text) {
        XmlElement root;
        try {
            root = XmlReader.read(text);
        } catch (XmlSyntaxException e) {
            return document.invalidRequest();
        }
        Optional<String> address = root.at("Request", "EMailAddress").map(XmlElement::text);
        if (!root.is(PoxResponseWriter.REQUEST, "Autodiscover") || address.isEmpty()) {
            return document.invalidRequest();
        }
        String schema = root.at("Request", "AcceptableResponseSchema")
                .map(XmlElement::text)
                .orElse("");
        if (!schema.strip().equals(PoxResponseWriter.RESPONSE.uri())) {
            return document.unknownSchema();
        }
        Optional<Mailbox> mailbox =
                mailboxes.only(Kind.SMTP, address.get().strip()).filter(Mailbox::present);
        return mailbox.map(document::account).orElseGet(document::unknownAddress);
    }

    private static void send(RoutingContext request, String answer) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/xml; charset=utf-8")
                .end(answer);
    }
}
