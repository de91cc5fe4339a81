package org.s2slab.exchange.autodiscover;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.autodiscover.SoapSettingsWriter.Kind;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.MediaTypes;
import org.s2slab.trace.IdGenerator;
import org.s2slab.validation.UserDirectory;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/** The SOAP endpoint of Autodiscover, used by Lync's storage service and the EWS Managed API. */
public final class SoapAutodiscoverEndpoint implements Endpoint {
    private static final String PATH = "(?i)/autodiscover/autodiscover\\.svc";
    private static final String OPERATION = "Get%sSettingsRequestMessage";

    /** The maximum number of users or domains in one request, as in the product. */
    private static final int MOST = 100;

    private final MailboxDirectory mailboxes;
    private final MailboxSettings settings;
    private final IdGenerator ids;
    private final String host;

    /** @param host the host of EWS */
    public SoapAutodiscoverEndpoint(
            MailboxDirectory mailboxes, MailboxSettings settings, String host, IdGenerator ids) {
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.host = host;
        this.ids = ids;
    }

    @Override
    public Set<String> bodyTypes() {
        return MediaTypes.XML;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, PATH).handler(this::serve);
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
        for (Kind kind : Kind.values()) {
            Optional<XmlElement> asked = message.filter(
                            found -> found.is(SoapSettingsWriter.NAMESPACE, OPERATION.formatted(kind.element())))
                    .flatMap(found -> found.child("Request"));
            if (asked.isPresent()) {
                return answer(kind, asked.get());
            }
        }
        String name = message.map(XmlElement::name).orElse("nothing");
        throw new XmlSyntaxException(
                message.map(XmlElement::place).orElse(SoapSettingsWriter.START),
                "it holds " + name
                        + ", expected GetUserSettingsRequestMessage or GetDomainSettingsRequestMessage with a"
                        + " Request.");
    }

    private String answer(Kind kind, XmlElement asked) {
        List<String> requested =
                kind == Kind.USER ? texts(asked, "Users", "User", "Mailbox") : texts(asked, "Domains", "Domain");
        List<String> names = texts(asked, "RequestedSettings", "Setting");
        String what = kind == Kind.USER ? "user" : "domain";
        if (requested.isEmpty() || names.isEmpty()) {
            return SoapSettingsWriter.invalidRequest(
                    kind, "The request needs at least one " + what + " and one setting.");
        }
        if (requested.size() > MOST) {
            return SoapSettingsWriter.invalidRequest(kind, "The request has more than " + MOST + " " + what + "s.");
        }
        return SoapSettingsWriter.settings(
                kind,
                requested.stream()
                        .map(one -> new SoapSettingsWriter.Answer(one, mailbox(kind, one.strip()), names))
                        .toList(),
                settings);
    }

    /** The mailbox of a user, or the first mailbox of a domain. Every authenticated caller may look up any mailbox. */
    private Optional<Mailbox> mailbox(Kind kind, String name) {
        String end = "@" + name.toLowerCase(Locale.ROOT);
        return kind == Kind.USER
                ? mailboxes.only(UserDirectory.Kind.SMTP, name).filter(Mailbox::present)
                : mailboxes.all().stream()
                        .filter(Mailbox::present)
                        .filter(mailbox -> mailbox.primaryAddress()
                                .toLowerCase(Locale.ROOT)
                                .endsWith(end))
                        .findFirst();
    }

    /** The texts of the elements at the end of a path. */
    private static List<String> texts(XmlElement request, String list, String entry, String... inside) {
        return request.child(list).stream()
                .flatMap(found -> found.children(entry).stream())
                .flatMap(found -> found.at(inside).stream())
                .map(XmlElement::text)
                .toList();
    }
}
