package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.QuerySyntaxException;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The operations SetHoldOnMailboxes and GetHoldOnMailboxes ([MS-OXWSEDISC] 3.1.4.5 and 3.1.4.2). Creating an existing
 * hold replaces it, so a caller without a response can repeat its request.
 */
record HoldOperations(InPlaceHoldService holds, MailboxDirectory mailboxes) {
    private static final XmlNamespace T = EwsNames.TYPES;

    Future<EwsResponse> set(EwsRequest request) {
        XmlElement asked = request.operation();
        String id = text(asked, "HoldId");
        ResponseCode.ErrorInvalidRequest.throwIf(id.isEmpty(), "HoldId: it is empty, expected a name for the hold.");
        ResponseCode.ErrorInvalidRequest.throwIf(
                asked.isChildTrue("IncludeNonIndexableItems")
                        && !text(asked, "Query").isEmpty(),
                "IncludeNonIndexableItems: a hold with a query holds only what the query finds.");
        Optional<SavedMailboxSearch> before = holds.search(id);
        String action = text(asked, "ActionType");
        if (action.equals("Remove")) {
            return holds.remove(before.orElseThrow(HoldOperations::notFound))
                    .map(done -> answer(before.get(), "NotOnHold", Map.of()));
        }
        if (action.equals("Update") && before.isEmpty()) {
            throw notFound();
        }
        Map<String, Optional<Mailbox>> named = named(asked);
        List<String> held = named.isEmpty() && before.isPresent()
                ? before.get().mailboxes()
                : named.values().stream()
                        .flatMap(Optional::stream)
                        .map(Mailbox::id)
                        .toList();
        ResponseCode.ErrorInvalidRequest.throwIf(held.isEmpty(), "Mailboxes: none of them is a mailbox here.");
        SavedMailboxSearch search = checked(
                before,
                new InPlaceHoldService.HoldRequest(
                        id, text(asked, "Query"), held, true, period(asked), text(asked, "InPlaceHoldIdentity")));
        return holds.put(search).map(done -> answer(search, "OnHold", named));
    }

    Future<EwsResponse> get(EwsRequest request) {
        SavedMailboxSearch search =
                holds.search(text(request.operation(), "HoldId")).orElseThrow(HoldOperations::notFound);
        return Future.succeededFuture(answer(search, search.hold() ? "OnHold" : "NotOnHold", Map.of()));
    }

    private Map<String, Optional<Mailbox>> named(XmlElement asked) {
        Map<String, Optional<Mailbox>> named = new LinkedHashMap<>();
        for (XmlElement reference : asked.childrenOf("Mailboxes")) {
            named.put(reference.text(), mailboxes.referred(reference.text()));
        }
        return named;
    }

    private SavedMailboxSearch checked(Optional<SavedMailboxSearch> before, InPlaceHoldService.HoldRequest requested) {
        try {
            return holds.checked(before, requested);
        } catch (QuerySyntaxException malformed) {
            throw new EwsError(ResponseCode.ErrorInvalidRequest, malformed.detail());
        }
    }

    private static @Nullable Duration period(XmlElement asked) {
        try {
            return HoldDurationFormat.ofHold(text(asked, "ItemHoldPeriod"));
        } catch (IllegalArgumentException e) {
            throw new EwsError(ResponseCode.ErrorInvalidRequest, String.valueOf(e.getMessage()));
        }
    }

    private EwsResponse answer(SavedMailboxSearch search, String status, Map<String, Optional<Mailbox>> named) {
        return EwsResponse.single(xml -> {
            xml.open(EwsNames.MESSAGES, "MailboxHoldResult")
                    .element(T, "HoldId", search.name())
                    .element(T, "Query", search.query())
                    .open(T, "MailboxHoldStatuses");
            mailboxes.all().stream()
                    .filter(mailbox -> search.mailboxes().contains(mailbox.id()))
                    .forEach(mailbox -> status(xml, mailbox.legacyName(), status, ""));
            named.forEach((reference, mailbox) -> {
                if (mailbox.isEmpty()) {
                    status(xml, reference, "Failed", "The mailbox couldn't be found.");
                }
            });
            xml.close().close();
        });
    }

    private static void status(XmlWriter xml, String mailbox, String status, String more) {
        xml.open(T, "MailboxHoldStatus")
                .element(T, "Mailbox", mailbox)
                .element(T, "Status", status)
                .element(T, "AdditionalInfo", more)
                .close();
    }

    private static EwsError notFound() {
        return new EwsError(ResponseCode.ErrorMailboxHoldNotFound);
    }

    private static String text(XmlElement asked, String name) {
        return asked.childText(name, "").strip();
    }
}
