package org.s2slab.exchange.outofoffice;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.outofoffice.OutOfOfficeSettings.Audience;
import org.s2slab.exchange.outofoffice.OutOfOfficeSettings.State;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The operations GetUserOofSettings and SetUserOofSettings (MS-OXWOOF), for the caller's own mailbox. */
public record OutOfOfficeOperations(OutOfOfficeStore store) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    public List<EwsOperation> all() {
        return List.of(
                EwsOperation.of("GetUserOofSettingsRequest", request -> outcome(request, this::get)),
                EwsOperation.of("SetUserOofSettingsRequest", request -> outcome(request, this::set)));
    }

    /** Writes a response whose response message is in its own element. */
    private static Future<EwsResponse> outcome(EwsRequest request, Function<EwsRequest, Future<EwsPayload>> deed) {
        return EwsMessage.of(Future.succeededFuture(request).compose(deed), EwsPayload.NONE)
                .map(message -> EwsResponse.bare(xml -> {
                    new EwsMessage(message.error(), EwsPayload.NONE).write(xml, "ResponseMessage");
                    message.payload().write(xml);
                }));
    }

    private Future<EwsPayload> get(EwsRequest request) {
        Mailbox mailbox = own(request);
        return store.database().read(rx -> store.get(rx, mailbox)).map(settings -> xml -> write(xml, settings));
    }

    private Future<EwsPayload> set(EwsRequest request) {
        Mailbox mailbox = own(request);
        XmlElement given = request.operation().child("UserOofSettings").orElseThrow();
        return store.database()
                .change(tx -> store.set(tx, mailbox, read(given, store.get(tx, mailbox))))
                .map(EwsPayload.NONE);
    }

    private static Mailbox own(EwsRequest request) {
        return request.mailboxAt(request.operation().at("Mailbox", "Address"));
    }

    private static OutOfOfficeSettings read(XmlElement given, OutOfOfficeSettings before) {
        State state = State.valueOf(given.childText("OofState").orElseThrow().strip());
        boolean timed = given.child("Duration").isPresent();
        Instant starts = timed ? time(given, "StartTime") : before.starts();
        Instant ends = timed ? time(given, "EndTime") : before.ends();
        ResponseCode.ErrorInvalidScheduledOofDuration.throwIf(
                !starts.isBefore(ends) || (state == State.Scheduled && !timed));
        ResponseCode.ErrorInvalidUserOofSettings.throwIf(
                state != State.Disabled && given.child("InternalReply").isEmpty());
        return new OutOfOfficeSettings(
                state,
                Audience.valueOf(
                        given.childText("ExternalAudience").orElseThrow().strip()),
                starts,
                ends,
                reply(given, "InternalReply", before.internal()),
                reply(given, "ExternalReply", before.external()));
    }

    private static String reply(XmlElement given, String name, String before) {
        return given.child(name).map(reply -> reply.childText("Message", "")).orElse(before);
    }

    private static Instant time(XmlElement given, String name) {
        return PropertyValueCodec.time(given.at("Duration", name).orElseThrow().text());
    }

    private static void write(XmlWriter xml, OutOfOfficeSettings settings) {
        xml.open(T, "OofSettings")
                .element(T, "OofState", settings.state().name())
                .element(T, "ExternalAudience", settings.audience().name());
        xml.open(T, "Duration")
                .element(T, "StartTime", settings.starts().toString())
                .element(T, "EndTime", settings.ends().toString())
                .close();
        xml.open(T, "InternalReply").element(T, "Message", settings.internal()).close();
        xml.open(T, "ExternalReply").element(T, "Message", settings.external()).close();
        xml.close().element(M, "AllowExternalOof", Audience.All.name());
    }
}
