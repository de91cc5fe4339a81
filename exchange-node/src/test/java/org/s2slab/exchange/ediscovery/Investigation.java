package org.s2slab.exchange.ediscovery;

import static org.s2slab.exchange.search.ArchivedItems.at;
import static org.s2slab.exchange.search.ArchivedItems.transcript;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.RoleGroup;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.exchange.search.ArchivedItems;
import org.s2slab.xml.XmlElement;

/** Anna may search all mailboxes; in Anna's and Bert's lie archived conversations. */
final class Investigation {
    static final String PURGES = "recoverableitemspurges";

    final EwsServer server;

    Investigation(Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        server.roles
                .load()
                .compose(loaded -> server.discovery.holds().load())
                .compose(loaded -> server.roles.join(
                        RoleGroup.DISCOVERY_MANAGEMENT,
                        server.mailboxes.of("anna").id()))
                .await();
        put("anna", PURGES, at(transcript("Talk", "The falcon has landed", "anna", "bert"), "2026-03-01T10:00:00Z"));
        put("bert", PURGES, at(transcript("Talk", "The falcon has landed", "anna", "bert"), "2026-03-01T10:00:00Z"));
        put("bert", PURGES, at(transcript("Lunch", "Soup and bread", "bert", "anna"), "2026-03-02T08:00:00Z"));
    }

    Item put(String person, String folder, ItemContent content) {
        return ArchivedItems.put(server.items, server.mailboxes.of(person), folder, content);
    }

    String reference(String person) {
        return server.mailboxes.of(person).legacyName();
    }

    /** Asks in these mailboxes, each {@code bert} or {@code bert/ArchiveOnly}. */
    XmlElement search(String query, String resultType, String more, String... places) {
        String scopes = String.join("", Stream.of(places).map(this::scope).toList());
        EwsServer.Answer answer = server.call("<SearchMailboxes><SearchQueries><t:MailboxQuery><t:Query>" + query
                + "</t:Query><t:MailboxSearchScopes>" + scopes
                + "</t:MailboxSearchScopes></t:MailboxQuery></SearchQueries>"
                + "<ResultType>" + resultType + "</ResultType>" + more + "</SearchMailboxes>");
        return answer.response().at("ResponseMessages").orElseThrow().children().get(0);
    }

    private String scope(String place) {
        int slash = place.indexOf('/');
        String person = slash < 0 ? place : place.substring(0, slash);
        return "<t:MailboxSearchScope><t:Mailbox>" + reference(person) + "</t:Mailbox><t:SearchScope>"
                + (slash < 0 ? "All" : place.substring(slash + 1)) + "</t:SearchScope></t:MailboxSearchScope>";
    }

    static List<String> texts(XmlElement message, String list, String member) {
        return message.at("SearchMailboxesResult", list).map(XmlElement::children).orElse(List.of()).stream()
                .map(entry -> entry.childText(member).orElse(""))
                .toList();
    }

    void close() {
        server.close();
    }
}
