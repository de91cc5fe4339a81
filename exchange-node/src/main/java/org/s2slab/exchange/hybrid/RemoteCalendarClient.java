package org.s2slab.exchange.hybrid;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.ews.EwsCodec;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.UserSettings;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NamedTable;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/**
 * Queries free/busy data from the other organisation of a hybrid deployment. An enabled connector determines the
 * address. The other organisation's response is final, whether success or failure.
 */
public record RemoteCalendarClient(NamedTable<IntraOrganizationConnector> connectors, PartnerClient partners)
        implements RemoteAvailability {
    /** The Autodiscover setting with the EWS address for other Exchange servers. */
    private static final List<String> EWS_URL = List.of(UserSettings.EXTERNAL);

    private static final HybridFailureMapping FAILURES = new HybridFailureMapping();

    @Override
    public Optional<Future<XmlElement>> freeBusy(String address, EwsRequest request) {
        return connectors.all().stream()
                .filter(connector -> connector.leadsTo(address))
                .findFirst()
                .map(connector -> ask(connector, address, request));
    }

    private Future<XmlElement> ask(IntraOrganizationConnector connector, String address, EwsRequest request) {
        CallContext context = request.context().forUser(request.mailbox().identifiers());
        URI sharing = connector.sharingEpr();
        Future<URI> url = sharing == null
                ? partners.call(userSettings(connector.discoveryEndpoint(), address), context)
                        .map(answer -> ewsUrl(answer, address))
                        .recover(failure -> Future.failedFuture(error(ResponseCode.ErrorAutoDiscoverFailed, failure)))
                : Future.succeededFuture(sharing);
        return url.compose(there -> partners.call(question(there, address, request), context)
                .compose(answer -> EwsCodec.responses(answer, FAILURES).get(0))
                .map(RemoteCalendarClient::one)
                .recover(failure ->
                        Future.failedFuture(error(ResponseCode.ErrorProxyRequestProcessingFailed, failure))));
    }

    /** The Autodiscover request for the EWS address of a user. */
    static PartnerRequest userSettings(URI service, String smtp) {
        return UserSettings.request(service, smtp, EWS_URL);
    }

    /** The EWS address in an Autodiscover response. */
    static URI ewsUrl(PartnerResponse answer, String smtp) {
        UserSettings user = UserSettings.of(answer);
        if (!user.isFound()) {
            throw HybridFailureMapping.refused("Autodiscover does not find '" + smtp + "': " + user.error());
        }
        return user.url(EWS_URL);
    }

    /** The client's request, repeated for one address. */
    private static PartnerRequest question(URI url, String address, EwsRequest request) {
        XmlElement asked = request.operation();
        XmlElement mailbox = t(
                "MailboxData",
                t("Email", t("Address", address)),
                t("AttendeeType", "Required"),
                t("ExcludeConflicts", "false"));
        List<XmlElement> parts = Stream.of(
                        asked.child("TimeZone"),
                        Optional.of(m("MailboxDataArray", mailbox)),
                        asked.child("FreeBusyViewOptions"))
                .flatMap(Optional::stream)
                .toList();
        return EwsCodec.request(url, request.timeZone(), XmlElement.of(EwsNames.MESSAGES, asked.name(), parts));
    }

    private static XmlElement one(XmlElement response) {
        return response.at("FreeBusyResponseArray", "FreeBusyResponse")
                .orElseThrow(() ->
                        HybridFailureMapping.refused("it answered " + response.name() + " without a FreeBusyResponse"));
    }

    /** Converts a refusal to an error with a response code; returns other failures unchanged. */
    private static Throwable error(ResponseCode code, Throwable failure) {
        return failure instanceof Refusal refusal && Refusal.isPurposeful(refusal)
                ? new EwsError(code, code.sentence() + " " + refusal.detail())
                : failure;
    }
}
