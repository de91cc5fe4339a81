package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.s2slab.config.HostsFile;
import org.s2slab.exchange.ImListFeature;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.ediscovery.EDiscoveryFeature;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.items.TestItems;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.notifications.NotificationFeature;
import org.s2slab.exchange.notifications.PushClient;
import org.s2slab.exchange.people.AddressBookOperations;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.node.NodeTimers;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trust.DeploymentHttpClient;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

class ServicesDescriptionTest {
    private final XmlElement services = XmlReader.read(SchemaFile.SERVICES.content());
    private final XmlElement messages = XmlReader.read(SchemaFile.MESSAGES.content());
    private final XmlElement types = XmlReader.read(SchemaFile.TYPES.content());

    private static Set<String> names(Stream<XmlElement> elements) {
        return elements.map(ServicesDescriptionTest::name).collect(Collectors.toSet());
    }

    private static String name(XmlElement element) {
        return element.attribute("name").orElseThrow();
    }

    private static String local(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }

    @Test
    void offersExactlyTheOperationsOfTheTable() {
        Set<String> table = EwsOperationTable.rows().stream()
                .map(EwsOperationTable.Row::name)
                .collect(Collectors.toSet());
        assertThat(names(services.child("portType").orElseThrow().children("operation").stream()))
                .isEqualTo(table);
        assertThat(names(services.child("binding").orElseThrow().children("operation").stream()))
                .isEqualTo(table);
        assertThat(names(services.children("message").stream())).hasSize(2 * table.size());
    }

    /** An operation that the schema does not describe would be performed unchecked. */
    @Test
    void describesEveryOperationThereIs() {
        Vertx vertx = Vertx.vertx();
        Database database = Database.at(vertx, Path.of("never-opened.db"));
        IdGenerator ids = IdGenerator.seeded(1);
        MailboxDirectory directory =
                new MailboxDirectory(database, ids, () -> "contoso.com", ImListQuery.defaultGroups(ids));
        DistributionGroupStore groups = new DistributionGroupStore(database, ids);
        AddressBook book = new AddressBook(directory, groups);
        TestClock clock = new TestClock();
        ItemStore items = new ItemStore(database, ids, clock);
        List<EwsOperation> operations = Stream.of(
                        TestItems.operations(database, directory),
                        new EDiscoveryFeature(
                                        vertx,
                                        database,
                                        null,
                                        items,
                                        directory,
                                        groups,
                                        new QueryReader(clock, 9),
                                        clock,
                                        ids)
                                .operations(),
                        AddressBookOperations.all(
                                book, database, new RoomStore(database), items, RemoteAvailability.NONE),
                        new NotificationFeature(
                                        new NodeTimers(vertx, clock, new InternalFailures(new OperationCounters())),
                                        new MailboxEventStore(database),
                                        ItemStores.of(database, directory, ids, clock),
                                        new RoleAssignmentStore(database),
                                        () -> 0,
                                        () -> 0,
                                        new PushClient(
                                                new DeploymentHttpClient(
                                                        vertx, vertx.createHttpClient(), new HostsFile()),
                                                List.of()),
                                        clock,
                                        ids)
                                .operations(),
                        new ImListFeature(ImStores.of(database, items, ids, ImLimits.DEFAULT), book).operations())
                .flatMap(List::stream)
                .toList();
        RequestSchema schema = new RequestSchema();
        assertThat(operations).allMatch(operation -> schema.describes(operation.name()));
        vertx.close().await();
    }

    @Test
    void namesOnlyElementsThatExist() {
        Set<String> declared = Stream.concat(
                        names(messages.children("element").stream()).stream().map(name -> "tns:" + name),
                        names(types.children("element").stream()).stream().map(name -> "t:" + name))
                .collect(Collectors.toSet());
        List<String> parts = services.children("message").stream()
                .flatMap(message -> message.children("part").stream())
                .map(part -> part.attribute("element").orElseThrow())
                .toList();
        assertThat(declared).containsAll(parts);
    }

    @Test
    void bindsOnlyPartsThatItsMessagesHave() {
        for (XmlElement operation : services.child("binding").orElseThrow().children("operation")) {
            Stream.concat(
                            operation.child("input").orElseThrow().children().stream(),
                            operation.child("output").orElseThrow().children().stream())
                    .filter(part -> part.name().equals("header"))
                    .forEach(header -> assertThat(
                                    partsOf(local(header.attribute("message").orElseThrow())))
                            .contains(header.attribute("part").orElseThrow()));
        }
    }

    private Set<String> partsOf(String message) {
        return names(services.children("message").stream()
                .filter(candidate -> name(candidate).equals(message))
                .flatMap(found -> found.children("part").stream()));
    }

    /** node-ews adds the service itself and stumbles over one without an address. */
    @Test
    void leavesTheServiceToTheClient() {
        assertThat(services.children("service")).isEmpty();
    }

    /** node-ews fetches these three files and no other; zeep and CXF fetch whatever is imported. */
    @Test
    void importsNothingFromElsewhere() {
        assertThat(imports(types)).isEmpty();
        assertThat(imports(messages)).containsExactly("types.xsd");
        assertThat(imports(services.at("types", "schema").orElseThrow())).containsExactly("messages.xsd");
    }

    private static List<String> imports(XmlElement schema) {
        return schema.children("import").stream()
                .map(found -> found.attribute("schemaLocation").orElseThrow())
                .toList();
    }
}
