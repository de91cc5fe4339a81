package org.s2slab.exchange.ews;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Operations called in a mailbox as the front door calls them, without the HTTP in front; every answer is checked against the schemas. */
public final class EwsCalls {
    private static final String ENVELOPE = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
             xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
             xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
            <soap:Body>%s</soap:Body></soap:Envelope>""";

    private final List<EwsOperation> operations;
    private final Mailbox mailbox;
    private final RequestSchema schema = new RequestSchema();

    public EwsCalls(List<EwsOperation> operations, Mailbox mailbox) {
        this.operations = operations;
        this.mailbox = mailbox;
    }

    /** Sends what stands in a SOAP body; gives back the response element. */
    public XmlElement call(String body) {
        return send(ENVELOPE.formatted(body).getBytes(UTF_8));
    }

    /** Sends what stands in a SOAP body; gives back the response messages of the older form. */
    public List<XmlElement> messages(String body) {
        return call(body).child("ResponseMessages").orElseThrow().children();
    }

    /** Sends a whole envelope; gives back the response element. */
    public XmlElement send(byte[] document) {
        RequestSchema.Parsed parsed = schema.read(document);
        EwsEnvelope envelope = EwsEnvelope.of(parsed.envelope());
        parsed.requireValid();
        envelope.requireTimeZone();
        EwsOperation operation = operations.stream()
                .filter(candidate ->
                        candidate.name().equals(envelope.operation().name()))
                .findFirst()
                .orElseThrow();
        UserIdentifiers identifiers = new UserIdentifiers(null, mailbox.upn(), mailbox.primaryAddress(), null);
        ActingUser user = new ActingUser(mailbox.id(), identifiers, "contoso.com", true);
        CallContext context = new CallContext(identifiers, TraceParent.start(IdGenerator.seeded(3)), null);
        Caller caller = new Caller(null, user, null);
        HopJournal journal = new HopJournal("exchange", new TestClock());
        EwsRequest request = new EwsRequest(
                envelope.operation(),
                mailbox,
                caller,
                new CallerRoles(caller, context, null, null, account -> List.of(), journal),
                envelope.timeZone(),
                envelope.version(),
                context);
        EwsResponse answer = operation.perform(request).await();
        String written = envelope.shown(EwsResponseWriter.answer(operation, answer));
        AnswerSchemas.check(written);
        return XmlReader.read(written.getBytes(UTF_8))
                .at("Body")
                .orElseThrow()
                .children()
                .get(0);
    }
}
