package org.s2slab.exchange.owa;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Reads a request of the simulated Outlook on the web client: its mailbox and its JSON body. */
public final class OwaRequestReader {
    private OwaRequestReader() {}

    /** The mailbox of the authenticated user. Fails with ACCESS_DENIED if the user has no mailbox. */
    public static Mailbox mailbox(RoutingContext request, MailboxDirectory mailboxes) {
        return Optional.ofNullable(RequestIdentity.caller(request).user())
                .flatMap(mailboxes::of)
                .filter(Mailbox::present)
                .orElseThrow(() -> new Refusal(RefusalCode.ACCESS_DENIED, "you have no mailbox here"));
    }

    /**
     * The body as a JSON object. Fails with PARAMETER_INVALID if the request has no body, and with a DecodeException if
     * the body is not a JSON object.
     */
    public static JsonObject body(RoutingContext request) {
        return RequestJson.required(request, "a JSON object is needed");
    }
}
