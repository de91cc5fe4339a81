package org.s2slab.exchange.graph;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.availability.ScheduleReader;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.outofoffice.OutOfOfficeSettings;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.exchange.responsecode.GraphFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.http.RequestJson;
import org.s2slab.store.ReadTransaction;
import org.s2slab.validation.PrintableValue;

/**
 * Reads mail tips for Microsoft Graph (<a
 * href="https://learn.microsoft.com/graph/api/user-getmailtips">getMailTips</a>), with the automatic replies of GetMailTips.
 *
 * @param shown whether the organization has mail tips
 */
public record MailTipsReader(AddressBook book, OutOfOfficeStore absences, BooleanSupplier shown) {
    /** The maximum number of recipients, as in GetMailTips. */
    private static final int MOST = 50;

    private static final String REPLIES = "automaticReplies";

    /** The members of the other options, with values that are the same for every mailbox of the lab. */
    private static final Map<String, Map.Entry<String, Object>> CONSTANTS = Map.of(
            "mailboxFullStatus", Map.entry("mailboxFull", false),
            "customMailTip", Map.entry("customMailTip", ""),
            "deliveryRestriction", Map.entry("deliveryRestricted", false),
            "externalMemberCount", Map.entry("externalMemberCount", 0),
            "maxMessageSize", Map.entry("maxMessageSize", NewItem.LARGEST),
            "moderationStatus", Map.entry("isModerated", false),
            "recipientScope", Map.entry("recipientScope", "internal"),
            "recipientSuggestions", Map.entry("recipientSuggestions", new JsonArray()));

    private static final String MEMBERS = "totalMemberCount";

    /**
     * The member {@code value} of the response. Fails with a GraphFault for a body that is not valid.
     *
     * @param isInScope whether the application may read a mailbox
     */
    Future<JsonArray> read(JsonObject body, Predicate<Mailbox> isInScope) {
        if (!shown.getAsBoolean()) {
            throw GraphFault.invalid(
                    ResponseCode.ErrorMailTipsDisabled.name(), ResponseCode.ErrorMailTipsDisabled.sentence());
        }
        List<String> addresses = RequestJson.texts(body, "emailAddresses", "SMTP addresses");
        if (addresses.isEmpty() || addresses.size() > MOST) {
            throw GraphFault.invalid(
                    "ErrorInvalidParameter",
                    "EmailAddresses has " + addresses.size() + " addresses; expected are 1 to " + MOST + ".");
        }
        List<String> options = Arrays.stream(
                        RequestJson.text(body, "mailTipsOptions").orElse("").split(",", -1))
                .map(option -> option(option.strip()))
                .toList();
        return absences.database()
                .read(rx -> addresses.stream()
                        .map(address -> tips(rx, address.strip(), options, isInScope))
                        .toList())
                .map(JsonArray::new);
    }

    private static String option(String written) {
        boolean isKnown = written.equals(REPLIES) || written.equals(MEMBERS) || CONSTANTS.containsKey(written);
        if (!isKnown) {
            throw GraphFault.invalid(
                    "BadRequest",
                    "MailTipsOptions has the value " + PrintableValue.value(written)
                            + "; expected are values such as 'automaticReplies, mailboxFullStatus'.");
        }
        return written;
    }

    private JsonObject tips(ReadTransaction rx, String address, List<String> options, Predicate<Mailbox> isInScope) {
        JsonObject tips = new JsonObject()
                .put("emailAddress", new JsonObject().put("name", "").put("address", address));
        List<Mailbox> reached = book.reachedBy(address);
        if (reached.isEmpty() || !reached.stream().allMatch(isInScope)) {
            ResponseCode code =
                    reached.isEmpty() ? ResponseCode.ErrorMailRecipientNotFound : ResponseCode.ErrorAccessDenied;
            return tips.put("error", new JsonObject().put("code", code.name()).put("message", code.sentence()));
        }
        for (String option : options) {
            if (option.equals(REPLIES)) {
                boolean isGroup = book.groupAt(address).isPresent();
                tips.put(REPLIES, isGroup ? new JsonObject().put("message", "") : replies(rx, reached.get(0)));
            } else if (option.equals(MEMBERS)) {
                tips.put(MEMBERS, reached.size());
            } else {
                Map.Entry<String, Object> constant = CONSTANTS.get(option);
                if (constant != null) {
                    tips.put(constant.getKey(), constant.getValue());
                }
            }
        }
        return tips;
    }

    private JsonObject replies(ReadTransaction rx, Mailbox mailbox) {
        String reply = absences.reply(rx, mailbox);
        JsonObject replies = new JsonObject().put("message", reply);
        if (reply.isEmpty()) {
            return replies;
        }
        replies.put(
                "messageLanguage",
                new JsonObject().put("locale", "en-US").put("displayName", Locale.US.getDisplayName(Locale.US)));
        OutOfOfficeSettings settings = absences.get(rx, mailbox);
        if (settings.state() == OutOfOfficeSettings.State.Scheduled) {
            replies.put("scheduledStartTime", ScheduleReader.time(settings.starts(), TimeZoneDefinition.UTC))
                    .put("scheduledEndTime", ScheduleReader.time(settings.ends(), TimeZoneDefinition.UTC));
        }
        return replies;
    }
}
