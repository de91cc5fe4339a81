package org.s2slab.sharepoint;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeEws;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Script;
import org.s2slab.testing.FakePartner.Seen;
import org.s2slab.testing.FakeResponse;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;
import org.s2slab.testing.TestTokens;
import org.s2slab.validation.ValidationProfile;
import org.s2slab.xml.XmlText;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An Exchange with Autodiscover and the calendars of its people. As the node, it refuses a whole call that its schema does
 * not allow, and gives at most a thousand items in one answer.
 */
final class FakeCalendars {
    static final String METADATA = "https://autodiscover.contoso.com/autodiscover/metadata/json/1";
    static final String AUTODISCOVER = "autodiscover";

    private static final int MOST_ITEMS = 1000;

    /** In place of what an operation gives: there is no such item. */
    private static final String GONE = "gone";

    /** What goes wrong, by the name of the operation or AUTODISCOVER. */
    final Faults faults = new Faults();

    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, Appointment> calendar = new LinkedHashMap<>();
    private int made;
    private volatile boolean removed;

    /** An item in somebody's calendar. */
    private record Appointment(String owner, String uid, String subject, String body) {}

    final FakePartner server;

    FakeCalendars(SharePointLab lab) {
        String[] hosts = {"autodiscover.contoso.com", "exchange.contoso.com"};
        var trust = lab.trust(TestTokens.EXCHANGE, ValidationProfile.EXCHANGE, hosts);
        Script plain = FakeEws.plainAutodiscover(
                address -> !removed && trust.issuers().users.containsKey(address), this::autodiscover);
        server = lab.beside(hosts)
                .trusting(trust)
                .forAnyone(
                        HttpMethod.GET,
                        "/autodiscover/metadata/json/1",
                        FakePartner.json(TestMetadata.document(
                                WellKnownPrincipals.EXCHANGE, "contoso.com", TestKeys.exchange())))
                .forPartners(HttpMethod.POST, "/autodiscover/autodiscover\\.xml", plain)
                .forPartners(HttpMethod.GET, "/autodiscover/autodiscover\\.xml", plain)
                .forPartners(HttpMethod.POST, "/ews/exchange\\.asmx", FakeEws.operation(this::ews));
    }

    /** The subjects of what a person has in the calendar, other people's items left out. */
    synchronized List<String> subjects(String owner) {
        return calendar.values().stream()
                .filter(item -> item.owner().equals(owner) && !item.uid().isEmpty())
                .map(Appointment::subject)
                .toList();
    }

    /** The texts of what a person has in the calendar. */
    synchronized List<String> bodies(String owner) {
        return calendar.values().stream()
                .filter(item -> item.owner().equals(owner))
                .map(Appointment::body)
                .toList();
    }

    /** Puts so many items of no meeting in front of whatever comes. */
    synchronized void fill(String owner, int items) {
        for (int i = 0; i < items; i++) {
            calendar.put("busy" + i, new Appointment(owner, "", "Busy", ""));
        }
    }

    synchronized void forgetAll() {
        calendar.clear();
        removed = false;
    }

    /** Nobody has a mailbox any more. */
    synchronized void removeMailboxes() {
        calendar.clear();
        removed = true;
    }

    /** Does something when an operation is asked for the next time, before it is answered. */
    void beforeAnswer(String operation, Runnable action) {
        before.put(operation, action);
    }

    private void autodiscover(Seen request, HttpServerResponse response) {
        faults.play(
                AUTODISCOVER,
                response,
                () -> FakeResponse.xml(
                        200,
                        "<Autodiscover><Response><Account><Protocol><Type>EXPR</Type>"
                                + "<EwsUrl>https://exchange.contoso.com/EWS/Exchange.asmx</EwsUrl></Protocol></Account>"
                                + "</Response></Autodiscover>"),
                FakeResponse.xml(403, ""),
                FakeResponse.xml(503, ""));
    }

    private void ews(Seen request, HttpServerResponse response) {
        if (removed) {
            FakeEws.fault("ErrorNonExistentMailbox", "No mailbox with such guid.")
                    .send(response);
            return;
        }
        String owner = request.mailbox();
        Document document = Objects.requireNonNull(FakeEws.read(request.body()));
        String operation = List.of("CreateItem", "FindItem", "UpdateItem", "DeleteItem").stream()
                .filter(name -> document.getElementsByTagNameNS("*", name).getLength() > 0)
                .findFirst()
                .orElseThrow();
        Supplier<String> work = () -> switch (operation) {
            case "CreateItem" -> create(owner, document);
            case "FindItem" -> find(owner, document);
            case "UpdateItem" -> update(document);
            default -> calendar.remove(id(document)) == null ? GONE : "";
        };
        Runnable first = before.remove(operation);
        if (first != null) {
            first.run();
        }
        faults.play(
                operation,
                response,
                () -> {
                    synchronized (this) {
                        String content = work.get();
                        return content.equals(GONE)
                                ? message(operation, "Error", "ErrorItemNotFound", "")
                                : message(operation, "Success", "NoError", content);
                    }
                },
                message(operation, "Error", "ErrorAccessDenied", ""),
                FakeEws.fault("ErrorServerBusy", "The server cannot service this request right now."));
    }

    private String create(String owner, Document document) {
        String id = "item" + ++made;
        calendar.put(id, new Appointment(owner, text(document, "UID"), text(document, "Subject"), body(document)));
        return "<m:Items><t:CalendarItem><t:ItemId Id='" + id + "'/></t:CalendarItem></m:Items>";
    }

    private String update(Document document) {
        Appointment changed = calendar.computeIfPresent(
                id(document),
                (id, old) -> new Appointment(old.owner(), old.uid(), text(document, "Subject"), body(document)));
        return changed == null ? GONE : "";
    }

    private String find(String owner, Document document) {
        Element view = (Element)
                document.getElementsByTagNameNS("*", "IndexedPageItemView").item(0);
        int offset = Integer.parseInt(view.getAttribute("Offset"));
        int most = Math.min(MOST_ITEMS, Integer.parseInt(view.getAttribute("MaxEntriesReturned")));
        List<Map.Entry<String, Appointment>> own = calendar.entrySet().stream()
                .filter(entry -> entry.getValue().owner().equals(owner))
                .toList();
        int end = Math.min(own.size(), offset + most);
        StringBuilder items = new StringBuilder();
        own.subList(Math.min(offset, end), end)
                .forEach(entry -> items.append("<t:CalendarItem><t:ItemId Id='")
                        .append(entry.getKey())
                        .append("'/><t:UID>")
                        .append(XmlText.escape(entry.getValue().uid()))
                        .append("</t:UID></t:CalendarItem>"));
        return "<m:RootFolder IndexedPagingOffset='" + end + "' TotalItemsInView='" + own.size()
                + "' IncludesLastItemInRange='" + (end == own.size()) + "'><t:Items>" + items
                + "</t:Items></m:RootFolder>";
    }

    private static String id(Document document) {
        return ((Element) document.getElementsByTagNameNS("*", "ItemId").item(0)).getAttribute("Id");
    }

    /** That of the item, behind that of the envelope. */
    private static String body(Document document) {
        return document.getElementsByTagNameNS("*", "Body").item(1).getTextContent();
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    private static FakeResponse message(String operation, String kind, String code, String content) {
        return FakeResponse.xml(
                200,
                FakeEws.envelope("<m:" + operation + "Response><m:ResponseMessages><m:" + operation
                        + "ResponseMessage ResponseClass='" + kind + "'><m:ResponseCode>" + code + "</m:ResponseCode>"
                        + content + "</m:" + operation + "ResponseMessage></m:ResponseMessages></m:" + operation
                        + "Response>"));
    }
}
