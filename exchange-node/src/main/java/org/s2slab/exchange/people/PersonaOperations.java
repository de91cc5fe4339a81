package org.s2slab.exchange.people;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.Restriction;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;

/** The operations FindPeople and GetPersona (MS-OXWSPERS) for the directory and contacts. */
record PersonaOperations(AddressBook book, Database database) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final int MOST = 1000;

    List<EwsOperation> all() {
        return List.of(EwsOperation.of("FindPeople", this::find), EwsOperation.of("GetPersona", this::get));
    }

    private Future<EwsResponse> find(EwsRequest request) {
        XmlElement asked = request.operation();
        if (asked.child("AggregationRestriction").isPresent()) {
            throw new EwsError(
                    ResponseCode.ErrorUnsupportedPathForQuery, "People are found by QueryString and Restriction only.");
        }
        Predicate<Function<String, Optional<String>>> restriction = Restriction.ofContacts(asked.child("Restriction"));
        Optional<String> folder = asked.child("ParentFolderId")
                .map(target -> FolderIdResolver.key(target.children().get(0), request.mailbox()));
        String query = asked.childText("QueryString").orElse("");
        Comparator<Persona> order = asked.childrenOf("SortOrder").stream()
                .map(PersonaOperations::order)
                .reduce(Comparator::thenComparing)
                .orElse(Comparator.comparing(persona -> persona.sortValue("persona:DisplayName")));
        return database.read(
                request.caller().account(),
                rx -> EwsResponse.single(page(
                        asked,
                        people(rx, request.mailbox(), folder)
                                .filter(persona -> query.isBlank() || persona.matches(query))
                                .filter(persona -> restriction.test(persona::value))
                                .sorted(order)
                                .toList())));
    }

    private static Comparator<Persona> order(XmlElement field) {
        String uri = field.children().get(0).attribute("FieldURI").orElse("");
        Comparator<Persona> by = Comparator.comparing(persona -> persona.sortValue(uri));
        return field.attribute("Order").orElse("").equals("Descending") ? by.reversed() : by;
    }

    private static EwsPayload page(XmlElement asked, List<Persona> people) {
        XmlElement view = asked.child("IndexedPageItemView").orElseThrow();
        int offset = Math.min(number(view, "Offset", 0), people.size());
        int most = number(view, "MaxEntriesReturned", MOST);
        if (offset < 0) {
            throw new EwsError(ResponseCode.ErrorInvalidIndexedPagingParameters);
        }
        if (most < 1) {
            throw new EwsError(ResponseCode.ErrorInvalidPagingMaxRows);
        }
        boolean back = view.attribute("BasePoint").orElse("").equals("End");
        int end = back ? people.size() - offset : (int) Math.min((long) offset + most, people.size());
        int start = back ? Math.max(0, end - most) : offset;
        XmlElement shape = asked.child("PersonaShape").orElse(asked);
        String base = shape.childText("BaseShape").orElse("Default");
        Set<String> more = shape.childrenOf("AdditionalProperties").stream()
                .flatMap(path -> path.attribute("FieldURI").stream())
                .map(uri -> uri.replaceFirst("persona:", ""))
                .collect(Collectors.toSet());
        return xml -> {
            xml.open(M, "People");
            people.subList(start, end)
                    .forEach(persona -> persona.write(
                            xml,
                            EwsNames.TYPES,
                            !base.equals("AllProperties"),
                            element -> more.contains(element) || (base.equals("Default") && Persona.isBrief(element))));
            xml.close()
                    .element(M, "TotalNumberOfPeopleInView", Integer.toString(people.size()))
                    .element(M, "FirstMatchingRowIndex", "0")
                    .element(M, "FirstLoadedRowIndex", Integer.toString(start));
        };
    }

    private static int number(XmlElement view, String name, int otherwise) {
        return view.attribute(name).map(String::strip).map(Integer::parseInt).orElse(otherwise);
    }

    /** The people in a folder; without a folder, in the directory and all contacts. */
    private Stream<Persona> people(ReadTransaction rx, Mailbox mailbox, Optional<String> folder) {
        Stream<PersonSource> directory = isIn(folder, DistinguishedFolder.DIRECTORY)
                ? book.mailboxes().all().stream().filter(Mailbox::present).map(user -> PersonSource.of(mailbox, user))
                : Stream.empty();
        return Persona.merged(Stream.concat(PersonSource.contacts(rx, mailbox, folder).stream(), directory)).stream();
    }

    private static boolean isIn(Optional<String> folder, DistinguishedFolder place) {
        return folder.isEmpty() || folder.get().equals(place.distinguishedName());
    }

    private Future<EwsResponse> get(EwsRequest request) {
        XmlElement asked = request.operation();
        Future<EwsPayload> found = database.read(request.caller().account(), rx -> {
            String requested = requested(asked, request.mailbox());
            Persona persona = people(rx, request.mailbox(), Optional.empty())
                    .filter(one -> one.is(requested))
                    .findFirst()
                    .orElseThrow(() -> new EwsError(ResponseCode.ErrorItemNotFound));
            return xml -> persona.write(xml, M, false, element -> true);
        });
        return EwsMessage.of(found, PersonaOperations::none).map(EwsResponse::single);
    }

    /** Writes an empty persona, because the schema requires a persona in each response. */
    private static void none(org.s2slab.xml.XmlWriter xml) {
        xml.open(M, "Persona")
                .open(EwsNames.TYPES, "PersonaId")
                .attribute("Id", "")
                .close()
                .close();
    }

    /** The key or the address of the requested persona. */
    private static String requested(XmlElement asked, Mailbox mailbox) {
        return asked.child("PersonaId")
                .map(id -> MailboxObjectId.parse(id.attribute("Id").orElse(""))
                        .filter(found -> found.kind() == MailboxObjectId.Kind.PERSONA
                                && found.mailbox().equals(mailbox.id()))
                        .map(MailboxObjectId::key)
                        .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdMalformed)))
                .or(() -> asked.at("EmailAddress", "EmailAddress").map(XmlElement::text))
                .filter(key -> !key.isBlank())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdEmpty));
    }
}
