package org.s2slab.sharepoint.discovery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.exchange.ExchangeServices;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/** Searches and holds at Exchange, as a person who is a member of Discovery Management there. */
final class ExchangeSearch {
    /** PidTagCreatorName: which application deposited an item. */
    private static final String SHAPE =
            "<m:PreviewItemResponseShape><t:BaseShape>Default</t:BaseShape><t:AdditionalProperties>"
                    + "<t:ExtendedFieldURI PropertyTag=\"0x3ff8\" PropertyType=\"String\"/>"
                    + "</t:AdditionalProperties></m:PreviewItemResponseShape>";

    private final ExchangeServices exchange;

    ExchangeSearch(ExchangeServices exchange) {
        this.exchange = exchange;
    }

    /** The mailboxes that may be searched, whose name or address begins with the filter. */
    Future<JsonArray> mailboxes(String filter, CallContext context) {
        return perform(
                        "<m:GetSearchableMailboxes><m:SearchFilter>" + XmlText.escape(filter)
                                + "</m:SearchFilter></m:GetSearchableMailboxes>",
                        context)
                .map(answer -> {
                    JsonArray all = new JsonArray();
                    children(answer, "SearchableMailboxes")
                            .forEach(mailbox -> all.add(new JsonObject()
                                    .put("mailbox", text(mailbox, "PrimarySmtpAddress"))
                                    .put("name", text(mailbox, "DisplayName"))));
                    return all;
                });
    }

    /** How much there is: items, size, and items of each mailbox. */
    Future<JsonObject> statistics(String query, List<String> mailboxes, CallContext context) {
        return search(query, mailboxes, "<m:ResultType>StatisticsOnly</m:ResultType>", context)
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

    /** A page of hits. {@code after}: the reference of the last hit of the page before, or null. */
    Future<JsonArray> page(
            String query, List<String> mailboxes, int size, @Nullable String after, CallContext context) {
        String paging = "<m:ResultType>PreviewOnly</m:ResultType>" + SHAPE + "<m:PageSize>" + size + "</m:PageSize>"
                + (after == null
                        ? ""
                        : "<m:PageItemReference>" + XmlText.escape(after)
                                + "</m:PageItemReference><m:PageDirection>Next</m:PageDirection>");
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

    private Future<XmlElement> search(String query, List<String> mailboxes, String result, CallContext context) {
        StringBuilder scopes = new StringBuilder();
        mailboxes.forEach(mailbox -> scopes.append("<t:MailboxSearchScope><t:Mailbox>")
                .append(XmlText.escape(mailbox))
                .append("</t:Mailbox><t:SearchScope>All</t:SearchScope></t:MailboxSearchScope>"));
        return perform(
                        "<m:SearchMailboxes><m:SearchQueries><t:MailboxQuery><t:Query>" + XmlText.escape(query)
                                + "</t:Query><t:MailboxSearchScopes>" + scopes
                                + "</t:MailboxSearchScopes></t:MailboxQuery></m:SearchQueries>" + result
                                + "</m:SearchMailboxes>",
                        context)
                .map(answer -> answer.at("SearchMailboxesResult")
                        .orElseThrow(() -> new Refusal(
                                RefusalCode.PARTNER_REFUSED, "Exchange answered a search without a result")));
    }

    /** Holds what a query finds in mailboxes, in place of a hold of that name. */
    Future<JsonArray> hold(String name, String query, List<String> mailboxes, CallContext context) {
        StringBuilder held = new StringBuilder();
        mailboxes.forEach(mailbox ->
                held.append("<t:String>").append(XmlText.escape(mailbox)).append("</t:String>"));
        return setHold("Create", name, query, "<m:Mailboxes>" + held + "</m:Mailboxes>", context);
    }

    Future<JsonArray> release(String name, CallContext context) {
        return setHold("Remove", name, "", "", context);
    }

    Future<JsonArray> holdStatus(String name, CallContext context) {
        return perform(
                        "<m:GetHoldOnMailboxes><m:HoldId>" + XmlText.escape(name)
                                + "</m:HoldId></m:GetHoldOnMailboxes>",
                        context)
                .map(ExchangeSearch::statuses);
    }

    /** An item as a file: its subject and its body as Exchange gives them. */
    Future<String> item(String id, CallContext context) {
        return perform(
                        "<m:GetItem><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape><m:ItemIds>"
                                + "<t:ItemId Id=\"" + XmlText.escape(id) + "\"/></m:ItemIds></m:GetItem>",
                        context)
                .map(answer -> answer.at("Items")
                        .flatMap(items -> items.children().stream().findFirst())
                        .map(item -> String.valueOf(text(item, "Body")))
                        .orElse(""));
    }

    private Future<JsonArray> setHold(String action, String name, String query, String more, CallContext context) {
        return perform(
                        "<m:SetHoldOnMailboxes><m:ActionType>" + action + "</m:ActionType><m:HoldId>"
                                + XmlText.escape(name) + "</m:HoldId><m:Query>" + XmlText.escape(query) + "</m:Query>"
                                + more + "</m:SetHoldOnMailboxes>",
                        context)
                .map(ExchangeSearch::statuses);
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

    /** What Exchange denies a person is denied here too. */
    private Future<XmlElement> perform(String operation, CallContext context) {
        return exchange.perform(operation, context)
                .recover(failure -> Future.failedFuture(
                        failure instanceof Refusal refusal && refusal.detail().startsWith("ErrorAccessDenied")
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
