package org.s2slab.ews;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.ews.MailboxLocator.Location;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/**
 * Calls Exchange Web Services for one user at a time, with a token for that user. Caches the server of each mailbox
 * until a failed call suggests that the mailbox was moved.
 *
 * <p>Fails with a Refusal: of {@link PartnerClient}, of the {@link MailboxLocator}, or the Refusal to which the node's
 * {@link EwsFailure.Mapping} maps the failure of Exchange.
 */
public final class EwsClient {
    private final PartnerClient partners;
    private final MailboxLocator locator;
    private final EwsFailure.Mapping failures;
    private final Map<Known, URI> known = new ConcurrentHashMap<>();

    /** A mailbox, and the settings with which it was located. */
    private record Known(Object settings, String smtp) {}

    public EwsClient(PartnerClient partners, MailboxLocator locator, EwsFailure.Mapping failures) {
        this.partners = partners;
        this.locator = locator;
        this.failures = failures;
    }

    /** Performs an operation for the context's user and returns its first response message. */
    public Future<XmlElement> perform(XmlElement operation, CallContext context) {
        return performEach(operation, context).compose(answers -> answers.get(0));
    }

    /**
     * Performs an operation on several objects. Returns a response for each object, and at least one response, in the
     * order of the request. Fails if one failure applies to all objects.
     */
    public Future<List<Future<XmlElement>>> performEach(XmlElement operation, CallContext context) {
        return ewsUrl(context)
                .compose(url -> partners.call(EwsCodec.impersonating(url, operation), context))
                .map(answer -> EwsCodec.responses(answer, failures))
                .onSuccess(answers -> answers.forEach(answer -> answer.onFailure(failure -> failed(failure, context))))
                .onFailure(failure -> failed(failure, context));
    }

    /** The EWS address of the context's user. */
    public Future<URI> ewsUrl(CallContext context) {
        return locate(context)
                .compose(found -> found.ews() == null
                        ? Future.failedFuture(found.absence())
                        : Future.succeededFuture(found.ews()));
    }

    /** Locates the mailbox again, without the cache. */
    public Future<URI> findAgain(CallContext context) {
        forget(context);
        return ewsUrl(context);
    }

    /**
     * Why the context's user has no mailbox, which is journalled; empty if the user has one. Fails if this is unknown.
     */
    public Future<Optional<Refusal>> absence(CallContext context) {
        return locate(context)
                .map(found -> Optional.ofNullable(found.absence()))
                .onSuccess(absence ->
                        absence.ifPresent(refusal -> partners.noMailbox("exchange", refusal.detail(), context)));
    }

    private Future<Location> locate(CallContext context) {
        String smtp = smtp(context);
        if (smtp == null) {
            UserIdentifiers user = context.user();
            return Future.succeededFuture(Location.none(
                    RefusalCode.UNAVAILABLE,
                    "the user has no mail address, so there is no mailbox to look for: "
                            + (user == null ? "-" : user.label())));
        }
        Known mailbox = new Known(locator.settings(), smtp);
        URI url = known.get(mailbox);
        return url != null
                ? Future.succeededFuture(Location.at(url))
                : locator.locate(smtp, context).onSuccess(found -> {
                    if (found.ews() != null) {
                        known.put(mailbox, found.ews());
                    }
                });
    }

    private void failed(Throwable failure, CallContext context) {
        if (failures.mayHaveMoved(failure)) {
            forget(context);
        }
    }

    private void forget(CallContext context) {
        String smtp = smtp(context);
        known.keySet().removeIf(mailbox -> mailbox.smtp().equals(smtp));
    }

    private static @Nullable String smtp(CallContext context) {
        UserIdentifiers user = context.user();
        return user == null ? null : user.smtp();
    }
}
