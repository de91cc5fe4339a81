package org.s2slab.exchange.hybrid;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.ews.EwsCodec;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.UserSettings;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.availability.ScheduleTranslation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NamedTable;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/**
 * Queries mailboxes in the other organisation of a hybrid deployment: by Microsoft Graph if this server uses it, otherwise by
 * EWS. An enabled connector determines the address. The other organisation's response is final, whether success or failure.
 */
public record RemoteCalendarClient(
        NamedTable<IntraOrganizationConnector> connectors,
        NamedTable<OrganizationRelationship> relationships,
        SettingOverrideStore overrides,
        PartnerClient partners,
        GraphMailboxClient graph)
        implements RemoteAvailability {
    /** The Autodiscover setting with the EWS address for other Exchange servers. */
    private static final List<String> EWS_URL = List.of(UserSettings.EXTERNAL);

    private static final HybridFailureMapping FAILURES = new HybridFailureMapping();

    @Override
    public Optional<Future<XmlElement>> freeBusy(String address, EwsRequest request) {
        CallContext context = request.context().forUser(request.mailbox().identifiers());
        return ask(
                        address,
                        context,
                        route -> {
                            ScheduleTranslation asked = ScheduleTranslation.of(request);
                            return graph.first(route, address, "calendar/getSchedule", asked.body(address), context)
                                    .map(found -> asked.response(withoutError(found, "responseCode")));
                        },
                        url -> question(url, address, request),
                        RemoteCalendarClient::one)
                .or(() -> relationships.all().stream()
                        .filter(relationship -> relationship.hasFreeBusyOf(address))
                        .findFirst()
                        .map(this::refused));
    }

    @Override
    public Optional<Future<String>> automaticReply(String address, Mailbox asking, CallContext context) {
        JsonObject body = new JsonObject()
                .put("EmailAddresses", new JsonArray().add(address))
                .put("MailTipsOptions", "automaticReplies");
        XmlElement question = m(
                "GetMailTips",
                m("SendingAs", t("EmailAddress", asking.primaryAddress())),
                m("Recipients", t("Mailbox", t("EmailAddress", address))),
                m("MailTipsRequested", "OutOfOfficeMessage"));
        CallContext call = context.forUser(asking.identifiers());
        return ask(
                address,
                call,
                route -> graph.first(route, address, "getMailTips", body, call)
                        .map(found -> withoutError(found, "code")
                                .getJsonObject("automaticReplies", new JsonObject())
                                .getString("message", "")),
                url -> EwsCodec.request(url, question),
                answer -> answer.find("ReplyBody")
                        .flatMap(reply -> reply.childText("Message"))
                        .orElse(""));
    }

    @Override
    public Optional<Future<Optional<Buffer>>> photo(String address, Mailbox asking, CallContext context) {
        CallContext call = context.forUser(asking.identifiers());
        XmlElement question = m("GetUserPhoto", m("Email", address), m("SizeRequested", "HR648x648"));
        return ask(
                address,
                call,
                route -> graph.photo(route, address, call),
                url -> EwsCodec.request(url, question),
                answer -> answer.childText("PictureData")
                        .map(picture -> Buffer.buffer(Base64.getMimeDecoder().decode(picture))));
    }

    /**
     * Asks by Graph or by EWS; empty if no connector leads to the address.
     *
     * @param question makes the request of EWS for an address
     * @param read reads the response message of EWS
     */
    private <T> Optional<Future<T>> ask(
            String address,
            CallContext context,
            Function<GraphMailboxClient.Route, Future<T>> byGraph,
            Function<URI, PartnerRequest> question,
            Function<XmlElement, T> read) {
        return connectors.all().stream()
                .filter(connector -> connector.leadsTo(address))
                .findFirst()
                .map(connector -> graph.route()
                        .map(route -> Future.succeededFuture(route).compose(byGraph))
                        .orElseGet(() -> address(connector, address, context)
                                .compose(there -> partners.call(question.apply(there), context))
                                .compose(answer ->
                                        EwsCodec.responses(answer, FAILURES).get(0))
                                .map(read))
                        .recover(failure ->
                                Future.failedFuture(error(ResponseCode.ErrorProxyRequestProcessingFailed, failure))));
    }

    /** The error for a relationship without a connector, which needs DAuth. */
    private Future<XmlElement> refused(OrganizationRelationship relationship) {
        String why = overrides.enables(OverridableSetting.DEDICATED_APPLICATION)
                ? "and the setting override " + OverridableSetting.DEDICATED_APPLICATION.section() + " breaks DAuth"
                : "which the lab does not have";
        return Future.failedFuture(new EwsError(
                ResponseCode.ErrorProxyRequestProcessingFailed,
                ResponseCode.ErrorProxyRequestProcessingFailed.sentence() + " The organization relationship '"
                        + relationship.name() + "' has no enabled intra-organization connector, so it needs DAuth, "
                        + why
                        + ". New-IntraOrganizationConnector lets Exchange use OAuth."));
    }

    /** The address of EWS that an administrator has set, at the connector or at the organization relationship. */
    private @Nullable URI sharing(IntraOrganizationConnector connector, String address) {
        return Optional.ofNullable(connector.sharingEpr())
                .or(() -> relationships.all().stream()
                        .filter(relationship -> relationship.leadsTo(address))
                        .flatMap(relationship -> relationship.sharingEpr().stream())
                        .findFirst())
                .orElse(null);
    }

    /** The address of EWS in the other organisation. */
    private Future<URI> address(IntraOrganizationConnector connector, String address, CallContext context) {
        URI sharing = sharing(connector, address);
        return sharing != null
                ? Future.succeededFuture(sharing)
                : partners.call(userSettings(connector.discoveryEndpoint(), address), context)
                        .map(answer -> ewsUrl(answer, address))
                        .recover(failure -> Future.failedFuture(error(ResponseCode.ErrorAutoDiscoverFailed, failure)));
    }

    /** An entry of a response of Graph; a Refusal if it is an error. */
    private static JsonObject withoutError(JsonObject entry, String code) {
        JsonObject error = entry.getJsonObject("error");
        if (error != null) {
            throw HybridFailureMapping.refused(
                    "Microsoft Graph answered " + error.getString(code) + ": " + error.getString("message"));
        }
        return entry;
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
