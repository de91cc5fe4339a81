package org.s2slab.exchange.hybrid;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.Challenge;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.Switches;
import org.s2slab.ews.EwsCodec;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trust.AuthorizationServerDirectory;
import org.s2slab.xml.XmlElement;

/**
 * Runs Test-OAuthConnectivity: requests a server's challenge, authenticates as this server with the mailbox's user,
 * calls the server, and reports each step.
 */
public record ConnectivityTest(
        PartnerClient partners,
        AuthorizationServerDirectory servers,
        ConfigurationEpoch epoch,
        HopJournal journal,
        IdGenerator ids) {
    /** The service to call, with the values of the cmdlet. */
    public enum Service {
        EWS,
        AutoD,
        Generic
    }

    /**
     * The parameters of a test.
     *
     * @param mailbox the user of the call, or null
     * @param options the switches that are on
     */
    public record Target(
            Service service, URI target, @Nullable Mailbox mailbox, Switches<TestOption> options) {
        /** A parameter of the cmdlet that is a switch. */
        public enum TestOption {
            /** The server calls as itself even if a mailbox is given. */
            APP_ONLY,

            /** All cached configuration is discarded first. */
            RELOAD,

            /** A cached token may be used. */
            CACHED
        }

        public boolean appOnly() {
            return options.has(TestOption.APP_ONLY);
        }

        public boolean reload() {
            return options.has(TestOption.RELOAD);
        }

        public boolean cached() {
            return options.has(TestOption.CACHED);
        }
    }

    /** The result of a test: whether the call was accepted, and the report. */
    public record Result(boolean success, String detail) {}

    /**
     * The response code if the other server found the user, but the user has no mailbox. With this response, the other
     * server has accepted the token.
     */
    private static final String NO_MAILBOX = "ErrorNonExistentMailbox";

    /** Runs the test. Always succeeds. The result contains any failure. */
    public Future<Result> run(Target requested, CallContext administrator) {
        PartnerRequest request = request(requested);
        Mailbox mailbox = requested.mailbox();
        CallContext context = new CallContext(
                mailbox == null || requested.appOnly() ? null : mailbox.identifiers(),
                administrator.trace().child(ids),
                ids.uuid());
        ConnectivityReport log = new ConnectivityReport(context, journal, servers);
        if (requested.reload()) {
            epoch.advance();
        }
        if (!requested.cached()) {
            partners.forget(requested.target().getHost());
            log.cacheCleared();
        }
        log.entering();
        return partners.ask(new PartnerRequest(request.method(), request.uri(), Map.of(), null), context)
                .compose(answer -> handshake(request, answer, log, context))
                .map(answer -> new Result(true, log.answered(judged(requested, answer))))
                .recover(failure -> failure instanceof Refusal refusal && Refusal.isPurposeful(refusal)
                        ? Future.succeededFuture(new Result(false, log.failed(refusal.detail())))
                        : Future.failedFuture(failure));
    }

    private Future<PartnerResponse> handshake(
            PartnerRequest request, PartnerResponse unproven, ConnectivityReport log, CallContext context) {
        if (unproven.status() != 401) {
            log.noChallenge(request.uri(), unproven.status());
            return Future.succeededFuture(unproven);
        }
        List<String> fields = unproven.headers().getAll("WWW-Authenticate");
        log.challenged(request.uri(), fields, Challenge.parse(fields));
        return partners.call(request, context).andThen(done -> log.happened(context));
    }

    private static PartnerRequest request(Target requested) {
        Mailbox mailbox = requested.mailbox();
        return switch (requested.service()) {
            case EWS -> EwsCodec.impersonating(requested.target(), inbox(mailbox));
            case AutoD ->
                RemoteCalendarClient.userSettings(requested.target(), mailbox == null ? "" : mailbox.primaryAddress());
            case Generic -> new PartnerRequest(HttpMethod.GET, requested.target(), Map.of(), null);
        };
    }

    private static XmlElement inbox(@Nullable Mailbox mailbox) {
        XmlElement inbox = mailbox == null
                ? t("DistinguishedFolderId")
                : t("DistinguishedFolderId", t("Mailbox", t("EmailAddress", mailbox.primaryAddress())));
        return m("GetFolder", m("FolderShape", t("BaseShape", "IdOnly")), m("FolderIds", inbox.with("Id", "inbox")));
    }

    /** The report line for a response. Throws a Refusal if the server accepted the token but the call failed. */
    private static String judged(Target requested, PartnerResponse answer) {
        String said = switch (requested.service()) {
            case EWS -> ews(answer).orElse("");
            case AutoD -> "ExternalEwsUrl: " + RemoteCalendarClient.ewsUrl(answer, address(requested));
            case Generic -> "";
        };
        if (answer.status() / 100 != 2 && said.isEmpty()) {
            throw HybridFailureMapping.refused("'" + requested.target() + "' answered " + answer.status());
        }
        return "HTTP response message: " + answer.status() + (said.isEmpty() ? "" : "; " + said);
    }

    private static Optional<String> ews(PartnerResponse answer) {
        XmlElement body = EwsCodec.body(answer, new HybridFailureMapping());
        String code = body.at("GetFolderResponse", "ResponseMessages", "GetFolderResponseMessage", "ResponseCode")
                .or(() -> body.at("Fault", "detail", "ResponseCode"))
                .map(XmlElement::text)
                .orElseThrow(() ->
                        HybridFailureMapping.refused("it answered " + answer.status() + " without a ResponseCode"));
        return switch (code) {
            case "NoError" -> Optional.empty();
            case NO_MAILBOX -> Optional.of("The SMTP address has no mailbox associated with it.");
            default -> throw HybridFailureMapping.refused("Exchange Web Services answered " + code);
        };
    }

    private static String address(Target requested) {
        Mailbox mailbox = requested.mailbox();
        return mailbox == null ? "" : mailbox.primaryAddress();
    }
}
