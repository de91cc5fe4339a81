package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.xml.XmlElement;

/** An IM list on a real server, and what tests ask of it. */
abstract class ImListOnServer {
    static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    @TempDir
    Path folder;

    EwsServer server;

    @BeforeEach
    void serve() {
        server = EwsServer.open(folder, new ImLimits(3, 2));
    }

    @AfterEach
    void close() {
        server.close();
    }

    List<XmlElement> groups() {
        return server.call("<GetImItemList/>")
                .response()
                .at("ImItemList", "Groups")
                .orElseThrow()
                .children();
    }

    List<XmlElement> personas() {
        return server.call("<GetImItemList/>").response().at("ImItemList", "Personas").stream()
                .flatMap(personas -> personas.children().stream())
                .toList();
    }

    static String id(XmlElement element, String... path) {
        return element.at(path).orElseThrow().attribute("Id").orElseThrow();
    }

    String group(String name) {
        return groups().stream()
                .filter(group -> group.childText("DisplayName").orElse("").equals(name))
                .map(group -> id(group, "ExchangeStoreId"))
                .findFirst()
                .orElseThrow();
    }

    List<String> members(String name) {
        return groups().stream()
                .filter(group -> group.childText("DisplayName").orElse("").equals(name))
                .flatMap(group -> group.child("MemberCorrelationKey").stream())
                .flatMap(members -> members.children().stream())
                .map(member -> member.attribute("Id").orElseThrow())
                .toList();
    }

    String addGroup(String name) {
        Answer answer = server.call("<AddImGroup><DisplayName>" + name + "</DisplayName></AddImGroup>");
        assertThat(answer.code()).isEqualTo("NoError");
        return id(answer.response(), "ImGroup", "ExchangeStoreId");
    }

    Answer add(String address, String groupElement) {
        return server.call("<AddNewImContactToGroup><ImAddress>" + address + "</ImAddress>" + groupElement
                + "</AddNewImContactToGroup>");
    }

    String addContact(String address) {
        Answer answer = add(address, "");
        assertThat(answer.code()).isEqualTo("NoError");
        return id(answer.response(), "Persona", "Attributions", "Attribution", "SourceId");
    }

    static String contactId(String id) {
        return "<ContactId Id=\"" + id + "\"/>";
    }

    static String groupId(String id) {
        return "<GroupId Id=\"" + id + "\"/>";
    }

    String foreign(MailboxObjectId.Kind kind) {
        return new MailboxObjectId(kind, server.mailboxes.of("anna").id(), UNKNOWN).text();
    }
}
