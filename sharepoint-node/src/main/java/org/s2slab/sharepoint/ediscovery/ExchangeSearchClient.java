package org.s2slab.sharepoint.ediscovery;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsClient;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsRefusalDetail;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/** Calls Exchange for searches and holds, on behalf of a member of Discovery Management. */
record ExchangeSearchClient(EwsClient exchange) {
    /** The properties of a hit, with PidTagCreatorName: the application that created an item. */
    private static final XmlElement SHAPE = m(
            "PreviewItemResponseShape",
            t("BaseShape", "Default"),
            t(
                    "AdditionalProperties",
                    t("ExtendedFieldURI").with("PropertyTag", "0x3ff8").with("PropertyType", "String")));

    /** The searchable mailboxes whose name or address begins with the filter. */
    Future<JsonArray> mailboxes(String filter, CallContext context) {
        return perform(m("GetSearchableMailboxes", m("SearchFilter", filter)), context)
                .map(answer -> {
                    JsonArray all = new JsonArray();
                    children(answer, "SearchableMailboxes")
                            .forEach(mailbox -> all.add(new JsonObject()
                                    .put("mailbox", text(mailbox, "PrimarySmtpAddress"))
                                    .put("name", text(mailbox, "DisplayName"))));
                    return all;
                });
    }

    /** The statistics of a search: items, size, and items of each mailbox. */
    Future<JsonObject> statistics(String query, List<String> mailboxes, CallContext context) {
        return search(query, mailboxes, List.of(m("ResultType", "StatisticsOnly")), context)
                .map(result -> {
                    JsonArray by = new JsonArray();
                    children(result, "MailboxStats")
                            .forEach(mailbox -> by.add(new JsonObject()
                                    .put("name", text(mailbox, "DisplayName"))
                                    .put("items", number(mailbox, "ItemCount"))));
                    JsonArray failed = new JsonArray();
                    children(result, "FailedMailboxes")
                            .forEach(mailbox -> failed.add(new JsonObject()
                                    .put("mailbox", text(mailbox, "Mailbox"))
                                    .put("reason", text(mailbox, "ErrorMessage"))));
                    return new JsonObject()
                            .put("items", number(result, "ItemCount"))
                            .put("size", number(result, "Size"))
                            .put("mailboxes", by)
                            .put("failed", failed);
                });
    }

    /** A page of hits. {@code after} is the reference of the last hit on the previous page, or null. */
    Future<JsonArray> page(
            String query, List<String> mailboxes, int size, @Nullable String after, CallContext context) {
        List<XmlElement> paging =
                new ArrayList<>(List.of(m("ResultType", "PreviewOnly"), SHAPE, m("PageSize", Integer.toString(size))));
        if (after != null) {
            paging.add(m("PageItemReference", after));
            paging.add(m("PageDirection", "Next"));
        }
        return search(query, mailboxes, paging, context).map(result -> {
            JsonArray hits = new JsonArray();
            children(result, "Items").forEach(hit -> hits.add(hit(hit)));
            return hits;
        });
    }

    private static JsonObject hit(XmlElement hit) {
        return new JsonObject()
                .put("id", hit.child("Id").flatMap(id -> id.attribute("Id")).orElse(null))
                .put("mailbox", text(hit, "Mailbox", "PrimarySmtpAddress"))
                .put("itemClass", text(hit, "ItemClass"))
                .put("subject", text(hit, "Subject"))
                .put("sender", text(hit, "Sender"))
                .put("depositedBy", text(hit, "ExtendedProperties", "ExtendedProperty", "Value"))
                .put("received", text(hit, "ReceivedTime"))
                .put("preview", text(hit, "Preview"))
                .put("reference", text(hit, "SortValue"));
    }

    private Future<XmlElement> search(
            String query, List<String> mailboxes, List<XmlElement> result, CallContext context) {
        XmlElement[] scopes = mailboxes.stream()
                .map(mailbox -> t("MailboxSearchScope", t("Mailbox", mailbox), t("SearchScope", "All")))
                .toArray(XmlElement[]::new);
        List<XmlElement> all = new ArrayList<>(result);
        all.add(0, m("SearchQueries", t("MailboxQuery", t("Query", query), t("MailboxSearchScopes", scopes))));
        return perform(XmlElement.of(EwsNames.MESSAGES, "SearchMailboxes", all), context)
                .map(answer -> answer.at("SearchMailboxesResult")
                        .orElseThrow(() -> new Refusal(
                                RefusalCode.PARTNER_REFUSED, "Exchange answered a search without a result")));
    }

    /** Places a hold on the items that a query finds in mailboxes, and replaces a hold of that name. */
    Future<JsonArray> hold(String name, String query, List<String> mailboxes, CallContext context) {
        XmlElement[] held =
                mailboxes.stream().map(mailbox -> t("String", mailbox)).toArray(XmlElement[]::new);
        return setHold("Create", name, query, m("Mailboxes", held), context);
    }

    Future<JsonArray> release(String name, CallContext context) {
        return setHold("Remove", name, "", null, context);
    }

    Future<JsonArray> holdStatus(String name, CallContext context) {
        return perform(m("GetHoldOnMailboxes", m("HoldId", name)), context).map(ExchangeSearchClient::statuses);
    }

    /** The text of an item for a file: the subject and the body as Exchange returns them. */
    Future<String> item(String id, CallContext context) {
        XmlElement shape = m("ItemShape", t("BaseShape", "Default"));
        return perform(m("GetItem", shape, m("ItemIds", t("ItemId").with("Id", id))), context)
                .map(answer -> answer.at("Items")
                        .flatMap(items -> items.children().stream().findFirst())
                        .map(item -> String.valueOf(text(item, "Body")))
                        .orElse(""));
    }

    private Future<JsonArray> setHold(
            String action, String name, String query, @Nullable XmlElement mailboxes, CallContext context) {
        List<XmlElement> parts =
                new ArrayList<>(List.of(m("ActionType", action), m("HoldId", name), m("Query", query)));
        if (mailboxes != null) {
            parts.add(mailboxes);
        }
        return perform(XmlElement.of(EwsNames.MESSAGES, "SetHoldOnMailboxes", parts), context)
                .map(ExchangeSearchClient::statuses);
    }

    private static JsonArray statuses(XmlElement answer) {
        JsonArray all = new JsonArray();
        answer.at("MailboxHoldResult", "MailboxHoldStatuses").stream()
                .flatMap(statuses -> statuses.children().stream())
                .forEach(status -> all.add(new JsonObject()
                        .put("mailbox", text(status, "Mailbox"))
                        .put("status", text(status, "Status"))
                        .put("reason", text(status, "AdditionalInfo"))));
        return all;
    }

    /** Calls Exchange. If Exchange refuses the person's request, SharePoint refuses it, too. */
    private Future<XmlElement> perform(XmlElement operation, CallContext context) {
        return exchange.perform(operation, context)
                .recover(failure -> Future.failedFuture(
                        failure instanceof Refusal refusal && EwsRefusalDetail.isOf(refusal, "ErrorAccessDenied")
                                ? new Refusal(RefusalCode.ACCESS_DENIED, refusal.detail())
                                : failure));
    }

    private static List<XmlElement> children(XmlElement parent, String name) {
        return parent.at(name).map(XmlElement::children).orElse(List.of());
    }

    private static @Nullable String text(XmlElement parent, String... path) {
        return parent.at(path).map(XmlElement::text).orElse(null);
    }

    private static long number(XmlElement parent, String name) {
        String text = text(parent, name);
        return text == null ? 0 : Long.parseLong(text.strip());
    }
}
