package org.s2slab.exchange.graph;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.responsecode.GraphFault;
import org.s2slab.http.RequestJson;
import org.s2slab.validation.PrintableValue;

/**
 * A request of Microsoft Graph about a user's mailbox.
 *
 * @param address the address behind {@code /v1.0/users/{user}/}; a star stands for a value. Graph ignores its case
 * @param permissions the application permissions, of which each is sufficient
 */
record MailboxRoute(String method, String address, List<String> permissions, Operation operation) {
    /** What a request does. It throws a Refusal, or fails its Future with one. */
    @FunctionalInterface
    interface Operation {
        Future<Void> perform(Call call);
    }

    /**
     * An authorized request.
     *
     * @param mailbox the mailbox of the user in the address
     * @param value the value in place of the star, or an empty text
     */
    record Call(RoutingContext http, Mailbox mailbox, String value, MailboxRoute route) {
        /** The body of an action. Graph reads the names of parameters without case, and refuses unknown ones. */
        JsonObject body(String action, List<String> known) {
            JsonObject read = new JsonObject();
            RequestJson.required(http, "Empty Payload. JSON content expected.").forEach(member -> {
                String name = known.stream()
                        .filter(member.getKey()::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> GraphFault.invalid(
                                "BadRequest",
                                "The parameter " + PrintableValue.value(member.getKey())
                                        + " in the request payload is not a valid parameter for the operation '"
                                        + action
                                        + "'."));
                read.put(name, member.getValue());
            });
            return read;
        }
    }

    /** The value in place of the star, or an empty text without a star; empty if an address is not this route's. */
    Optional<String> match(List<String> segments) {
        String[] own = address.split("/", -1);
        String value = "";
        if (own.length != segments.size()) {
            return Optional.empty();
        }
        for (int index = 0; index < own.length; index++) {
            if (own[index].equals("*")) {
                value = segments.get(index);
            } else if (!own[index].equalsIgnoreCase(segments.get(index))) {
                return Optional.empty();
            }
        }
        return Optional.of(value);
    }
}
